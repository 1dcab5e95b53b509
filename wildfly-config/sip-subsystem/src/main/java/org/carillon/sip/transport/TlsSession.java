// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one connection, without a socket: bytes go in and come out.
 *
 * <p>The reading thread calls {@link #unwrap}; {@link #wrap} is called by one thread at a time. Certificates are
 * demanded and checked by the {@code SSLContext} that made the engine; the domain of a server, of which that knows
 * nothing, is looked for here, before a message goes out. A client of ours may not renegotiate (TLS 1.2): it could make
 * the reading thread compute handshakes as often as it likes on one connection.
 */
final class TlsSession {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Half a record waits here: 16 KiB and what TLS adds. */
    private static final int MAX_WAITING = 64 * 1024;

    private final SSLEngine engine;
    private final @Nullable String domain;
    private byte[] waiting = {};
    private ByteBuffer plain = NOTHING;
    private volatile boolean handshaken;

    /** For a peer whose certificate the engine alone has to accept. */
    TlsSession(SSLEngine engine) throws SSLException {
        this(engine, null);
    }

    /** For a server whose certificate must be for this domain too (RFC 5922 section 7.3). */
    TlsSession(SSLEngine engine, @Nullable String domain) throws SSLException {
        this.engine = engine;
        this.domain = domain;
        engine.beginHandshake();
    }

    /** What is done with plain bytes. */
    interface Plain {
        /** Takes all of them. */
        void received(ByteBuffer bytes) throws IOException;
    }

    /**
     * Takes bytes from the network.
     *
     * @param handshake run whenever the engine may have something to send
     * @return whether the stream goes on; false when the peer closed it
     * @throws SSLException when the peer breaks the protocol or is not trusted
     */
    boolean unwrap(ByteBuffer network, Plain target, Plain handshake) throws IOException {
        var in = joined(network);
        while (true) {
            if (plain.capacity() == 0) {
                plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            }
            // Asked before: another thread may end the first handshake meanwhile.
            var established = handshaken;
            var result = engine.unwrap(in, plain.clear());
            if (established && renegotiates(result)) {
                throw new SSLException("a client must not renegotiate");
            }
            if (result.bytesProduced() > 0) {
                target.received(plain.flip());
            }
            if (!goesOn(result, handshake)) {
                keep(in);
                return result.getStatus() != SSLEngineResult.Status.CLOSED;
            }
        }
    }

    private boolean renegotiates(SSLEngineResult result) {
        var status = result.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING
                && status != HandshakeStatus.FINISHED
                && result.getStatus() != SSLEngineResult.Status.CLOSED
                && !engine.getUseClientMode()
                // It has new keys instead (RFC 8446 section 4.6.3), which cost little.
                && !engine.getSession().getProtocol().equals("TLSv1.3");
    }

    private boolean goesOn(SSLEngineResult result, Plain handshake) throws IOException {
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        var status = engine.getHandshakeStatus();
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED
                || (status == HandshakeStatus.NOT_HANDSHAKING && !handshaken)) {
            finished();
        }
        if (status == HandshakeStatus.NEED_WRAP || result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            handshake.received(NOTHING);
        }
        return switch (result.getStatus()) {
            // When the network takes nothing the engine cannot go on; the rest is read after the next bytes.
            case OK -> !(wantsToWrap() && result.bytesConsumed() == 0 && result.bytesProduced() == 0);
            case BUFFER_OVERFLOW -> {
                plain = ByteBuffer.allocate(
                        2 * Math.max(plain.capacity(), engine.getSession().getApplicationBufferSize()));
                yield true;
            }
            case BUFFER_UNDERFLOW, CLOSED -> false;
        };
    }

    private void runTasks() throws SSLException {
        for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (domain == null) {
            return;
        }
        var begun = engine.getHandshakeSession();
        var shown = begun == null ? null : certificates(begun);
        if (shown != null) {
            // Now rather than at the end, so that no stranger sees our own certificate.
            expect(domain, shown);
        }
    }

    /** A handshake is done, whether by a certificate that was shown now or by one that an earlier session has kept. */
    private void finished() throws SSLException {
        if (domain != null) {
            expect(domain, peerCertificates());
        }
        handshaken = true;
    }

    private static void expect(String domain, Certificate @Nullable [] shown) throws SSLException {
        if (shown == null || !(shown[0] instanceof X509Certificate servers)) {
            throw new SSLHandshakeException("the server has no certificate, so it may not be that of " + domain);
        }
        if (!DomainIdentity.proves(servers, domain)) {
            throw new SSLHandshakeException(
                    "the certificate is for " + DomainIdentity.of(servers) + " and not for " + domain);
        }
    }

    private ByteBuffer joined(ByteBuffer network) throws IOException {
        if (waiting.length == 0) {
            return network;
        }
        if (waiting.length + network.remaining() > MAX_WAITING + network.capacity()) {
            throw new SSLException("a TLS record is too long");
        }
        var in = ByteBuffer.allocate(waiting.length + network.remaining());
        in.put(waiting).put(network).flip();
        waiting = NOTHING.array();
        return in;
    }

    private void keep(ByteBuffer in) {
        var rest = new byte[in.remaining()];
        in.get(rest);
        waiting = rest;
        if (handshaken && rest.length == 0) {
            plain = NOTHING;
        }
    }

    /**
     * Encrypts, or takes the next step of a handshake.
     *
     * @param bytes plain bytes, of which as many are taken as fit into a record; empty for a handshake alone
     * @return what goes to the network; empty when the engine has to read first
     */
    ByteBuffer wrap(ByteBuffer bytes) throws SSLException {
        var out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        var result = engine.wrap(bytes, out);
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            runTasks();
        }
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            finished();
        }
        var wire = out.flip();
        if (wire.remaining() > out.capacity() / 2) {
            return wire;
        }
        // Most records are short; what waits for a slow peer should not hold a buffer of the longest.
        return ByteBuffer.allocate(wire.remaining()).put(wire).flip();
    }

    /** {@return whether the engine has a step of a handshake or its goodbye to send} */
    boolean wantsToWrap() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    /** {@return whether the handshake is done, so that messages may go} */
    boolean handshaken() {
        return handshaken;
    }

    /** Makes the next {@link #wrap} say goodbye. */
    void closeOutbound() {
        engine.closeOutbound();
    }

    /** {@return the certificates that the peer showed and the context accepted, or null when it showed none} */
    Certificate @Nullable [] peerCertificates() {
        return certificates(engine.getSession());
    }

    private static Certificate @Nullable [] certificates(SSLSession session) {
        try {
            return session.getPeerCertificates();
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    /** {@return the name that the server at the other end must prove; null when we are the server} */
    @Nullable
    String name() {
        return engine.getUseClientMode() ? engine.getPeerHost() : null;
    }

    String cipherSuite() {
        return engine.getSession().getCipherSuite();
    }
}
