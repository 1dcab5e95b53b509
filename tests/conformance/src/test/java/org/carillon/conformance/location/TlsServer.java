// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carillon.conformance.wire.SipMessage;
import org.carillon.testing.net.LoopbackPorts;

/** A server on loopback that takes SIP over TLS, answers each request with 200 and keeps its connections. */
final class TlsServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<SipMessage> requests = new CopyOnWriteArrayList<>();

    TlsServer(Certificate certificate) {
        try {
            listening =
                    certificate.context().getServerSocketFactory().createServerSocket(0, 5, LoopbackPorts.loopback());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tls-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                start(() -> serve(connection));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            StringBuilder text = new StringBuilder();
            for (int next = connection.getInputStream().read();
                    next >= 0;
                    next = connection.getInputStream().read()) {
                text.append((char) next);
                if (text.indexOf("\r\n\r\n") >= 0) {
                    answer(connection, SipMessage.parse(text.toString()));
                    text.setLength(0);
                }
            }
        } catch (IOException e) {
            // The peer trusts the certificate or not; a test sees that by its requests.
            connections.remove(connection);
        }
    }

    private void answer(Socket connection, SipMessage request) throws IOException {
        requests.add(request);
        StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            answer.append(name).append(": ").append(request.require(name)).append("\r\n");
        }
        connection.getOutputStream().write((answer + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** {@return the requests that have come so far} */
    List<SipMessage> requests() {
        return requests;
    }

    /** {@return how many connections were opened and not broken} */
    int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
