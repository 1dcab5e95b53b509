// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Notes what a protocol makes of a stream. */
final class Heard implements StreamProtocol.Sink {
    final List<String> messages = new ArrayList<>();
    final List<byte[]> replies = new ArrayList<>();
    final List<byte[]> pongs = new ArrayList<>();
    boolean ended;

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Feeds a stream in pieces of a size. */
    Heard feed(StreamProtocol protocol, byte[] stream, int piece) throws ProtocolException {
        for (var at = 0; at < stream.length; at += piece) {
            protocol.read(ByteBuffer.wrap(stream, at, Math.min(piece, stream.length - at)), this);
        }
        return this;
    }

    Heard feed(StreamProtocol protocol, String stream, int piece) throws ProtocolException {
        return feed(protocol, stream.getBytes(StandardCharsets.ISO_8859_1), piece);
    }

    String reply(int index) {
        return new String(replies.get(index), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void message(byte[] message) {
        messages.add(new String(message, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void reply(byte[] bytes) {
        replies.add(bytes);
    }

    @Override
    public void pong(byte[] bytes) {
        pongs.add(bytes);
    }

    @Override
    public void end() {
        ended = true;
    }
}
