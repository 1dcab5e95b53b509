// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.carillon.testing.net.LoopbackPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final int TIMEOUT_MILLIS = 200;

    @SuppressWarnings("NullAway.Init")
    private ServerSocket server;

    @SuppressWarnings("NullAway.Init")
    private Relay relay;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, LoopbackPorts.loopback());
        Thread echo = new Thread(this::serve, "echo");
        echo.setDaemon(true);
        echo.start();
        relay = new Relay(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread echo = new Thread(() -> echo(socket), "echo");
                echo.setDaemon(true);
                echo.start();
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The other side has gone.
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(LoopbackPorts.loopback(), relay.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static int ask(Socket socket) throws IOException {
        socket.getOutputStream().write(7);
        return socket.getInputStream().read();
    }

    @Test
    void connectionsOfTheMomentHangAndNewOnesWork() throws IOException {
        try (Socket before = connect()) {
            assertThat(ask(before)).isEqualTo(7);
            relay.hang();
            assertThatThrownBy(() -> ask(before)).isInstanceOf(SocketTimeoutException.class);
            try (Socket after = connect()) {
                assertThat(ask(after)).isEqualTo(7);
            }
        }
    }

    @Test
    void newOnesHangTooUntilItIsHealed() throws IOException {
        relay.hangAll();
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> ask(socket)).isInstanceOf(SocketTimeoutException.class);
            relay.heal();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isEqualTo(7);
        }
    }

    @Test
    void connectionToAServerThatIsAwayEnds() throws IOException {
        server.close();
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
