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
    /** Long enough for a busy machine to answer. */
    private static final int PATIENCE_MILLIS = 20_000;

    /** Whatever has not come by then, hangs. */
    private static final int HANG_MILLIS = 200;

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
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int ask(Socket socket) throws IOException {
        socket.getOutputStream().write(7);
        return socket.getInputStream().read();
    }

    private static void assertHangs(Socket socket) throws IOException {
        socket.setSoTimeout(HANG_MILLIS);
        assertThatThrownBy(() -> ask(socket)).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Test
    void connectionsOfTheMomentHangAndNewOnesWork() throws IOException {
        try (Socket before = connect()) {
            assertThat(ask(before)).isEqualTo(7);
            relay.hang();
            assertHangs(before);
            try (Socket after = connect()) {
                assertThat(ask(after)).isEqualTo(7);
            }
        }
    }

    @Test
    void newOnesHangTooUntilItIsHealed() throws IOException {
        relay.hangAll();
        try (Socket socket = connect()) {
            assertHangs(socket);
            relay.heal();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket socket = connect()) {
            assertThat(ask(socket)).isEqualTo(7);
        }
    }

    /** A port that was never accepted from: a thread in accept may take one more connection after the close. */
    private static int portOfNobody() throws IOException {
        try (ServerSocket never = new ServerSocket(0, 1, LoopbackPorts.loopback())) {
            return never.getLocalPort();
        }
    }

    @Test
    void connectionToAServerThatIsAwayEnds() throws IOException {
        try (Relay toNobody = new Relay(portOfNobody());
                Socket socket = new Socket(LoopbackPorts.loopback(), toNobody.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
