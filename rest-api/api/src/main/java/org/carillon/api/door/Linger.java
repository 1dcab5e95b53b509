// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.Channels;
import org.xnio.channels.StreamSourceChannel;

/**
 * Throws away what a client still sends after it was answered, for at most five seconds. Then the connection is closed, since
 * the container would read on, without a limit, before it ends a request whose body has not ended. Without
 * this a client that is sending would meet a closed connection and never see the answer (RFC 9112 section 9.6). No thread
 * waits for it.
 */
final class Linger implements ChannelListener<StreamSourceChannel>, Runnable {
    private static final long SECONDS = 5;

    /** So that one who sends fast does not keep the IO thread from the others. */
    private static final long BYTES_AT_ONCE = 256 * 1024;

    private final HttpServerExchange exchange;
    private final StreamSourceChannel body;
    private XnioExecutor.@Nullable Key deadline;

    Linger(HttpServerExchange exchange, StreamSourceChannel body) {
        this.exchange = exchange;
        this.body = body;
    }

    void start() {
        deadline = exchange.getIoThread().executeAfter(this, SECONDS, TimeUnit.SECONDS);
        body.getReadSetter().set(this);
        body.resumeReads();
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        try {
            if (Channels.drain(channel, BYTES_AT_ONCE) < 0) {
                end(true);
            }
        } catch (IOException e) {
            end(false);
        }
    }

    /** The deadline. */
    @Override
    public void run() {
        end(false);
    }

    private void end(boolean whole) {
        if (deadline != null) {
            deadline.remove();
        }
        body.getReadSetter().set(null);
        body.suspendReads();
        if (!whole) {
            IoUtils.safeClose(exchange.getConnection());
        }
        exchange.endExchange();
    }
}
