// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.io.IOException;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of a connector speak.
 *
 * @param kind the transport
 * @param server makes the TLS of connections that peers open; null without TLS
 * @param client makes the TLS of connections that we open; null when we open none over TLS
 */
public record StreamTransport(
        Kind kind, @Nullable SSLContext server, @Nullable SSLContext client) {
    /** The transports over streams. */
    public enum Kind {
        /** SIP over TCP, RFC 3261 section 18. */
        TCP(false, false),
        /** SIP over TLS, RFC 3261 section 26.2.1. */
        TLS(true, false),
        /** SIP in WebSocket messages, RFC 7118. */
        WS(false, true),
        /** SIP in WebSocket messages over TLS, RFC 7118. */
        WSS(true, true);

        private final boolean secure;
        private final boolean webSocket;

        Kind(boolean secure, boolean webSocket) {
            this.secure = secure;
            this.webSocket = webSocket;
        }

        /** {@return whether it is encrypted} */
        public boolean secure() {
            return secure;
        }

        /** {@return whether messages come in WebSocket frames} */
        public boolean webSocket() {
            return webSocket;
        }

        /** {@return the transport of this name, as Via and URIs spell it, in any case} */
        public static Kind of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** Checks that what needs a certificate has one. */
    public StreamTransport {
        if (kind.secure() && server == null) {
            throw new IllegalArgumentException(kind + " needs an ssl-context");
        }
    }

    StreamConnection.Layers inbound() throws IOException {
        return new StreamConnection.Layers(protocol(), server == null ? null : serverSession(server));
    }

    private StreamProtocol protocol() {
        return kind.webSocket() ? new WebSocketProtocol() : new SipFramer();
    }

    private static TlsSession serverSession(SSLContext context) throws IOException {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return new TlsSession(engine);
    }

    StreamConnection.Layers outbound(String host, int port) throws IOException {
        if (kind.webSocket()) {
            throw new PeerException(
                    "a WebSocket client at " + host + ":" + port + " is gone, and only it can come back");
        }
        if (!kind.secure()) {
            return new StreamConnection.Layers(new SipFramer(), null);
        }
        if (client == null) {
            throw new PeerException("no client-ssl-context for a connection to " + host + ":" + port);
        }
        var engine = client.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        // The domain, or the address when the peer is known by nothing else, must be in the certificate. For domains
        // SIP has rules of its own (RFC 5922), so the engine is asked to look at addresses only.
        if (DomainIdentity.isDomain(host)) {
            return new StreamConnection.Layers(new SipFramer(), new TlsSession(engine, host));
        }
        var parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return new StreamConnection.Layers(new SipFramer(), new TlsSession(engine));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
