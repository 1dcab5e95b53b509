// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carillon.api.web.ErrorBody;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/** The body of one request while it arrives. All of it happens on the IO thread of its connection. */
final class IncomingBody implements ChannelListener<StreamSourceChannel>, Runnable {
    private static final int FREE_BYTES = 16 * 1024;

    private final HttpServerExchange exchange;
    private final Room room;
    private final HttpHandler next;
    private final StreamSourceChannel channel;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private XnioExecutor.@Nullable Key deadline;
    private long taken;
    private boolean over;

    IncomingBody(HttpServerExchange exchange, Room room, HttpHandler next) {
        this.exchange = exchange;
        this.room = room;
        this.next = next;
        this.channel = exchange.getRequestChannel();
    }

    /** How far it has come. */
    private enum Progress {
        /** More is to come. */
        UNDER_WAY,
        /** It is whole, and given back to the exchange. */
        WHOLE,
        /** The client has gone or sends nonsense; the channel has closed the connection in both cases. */
        GONE,
        TOO_LONG,
        NO_ROOM
    }

    /** Reads what is there, and goes on when more comes. */
    void collect(Duration longest) throws Exception {
        // Not before: a body that is whole may wait for a thread for as long as these are busy.
        exchange.addExchangeCompleteListener((ended, following) -> {
            giveBack();
            following.proceed();
        });
        Progress progress = read();
        if (progress != Progress.UNDER_WAY) {
            ended(progress).handleRequest(exchange);
            return;
        }
        deadline = exchange.getIoThread().executeAfter(this, longest.toMillis(), TimeUnit.MILLISECONDS);
        channel.getReadSetter().set(this);
        channel.resumeReads();
    }

    @Override
    public void handleEvent(StreamSourceChannel source) {
        Progress progress = over ? Progress.UNDER_WAY : read();
        if (progress != Progress.UNDER_WAY) {
            Connectors.executeRootHandler(ended(progress), exchange);
        }
    }

    /** The deadline. */
    @Override
    public void run() {
        if (!over) {
            finish();
            giveBack();
            Connectors.executeRootHandler(refused(408), exchange);
        }
    }

    /** What happens to the request now. */
    private HttpHandler ended(Progress progress) {
        finish();
        if (progress != Progress.WHOLE) {
            giveBack();
        }
        return switch (progress) {
            case WHOLE -> next;
            case TOO_LONG -> refused(413);
            case NO_ROOM -> refused(429);
            case GONE, UNDER_WAY -> HttpServerExchange::endExchange;
        };
    }

    private HttpHandler refused(int status) {
        return asked -> Refusal.send(asked, channel, ErrorBody.ofStatus(status));
    }

    private Progress read() {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            while (true) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count < 0) {
                    handOver();
                    return Progress.WHOLE;
                }
                if (count == 0) {
                    return Progress.UNDER_WAY;
                }
                if (bytes.size() + count > BodyCollector.MOST_BYTES) {
                    return Progress.TOO_LONG;
                }
                if (!take(bytes.size() + count)) {
                    return Progress.NO_ROOM;
                }
                copy(buffer.flip());
            }
        } catch (IOException e) {
            return Progress.GONE;
        }
    }

    private boolean take(long size) {
        long more = size <= FREE_BYTES ? 0 : size - taken;
        if (more > 0 && !room.take(more)) {
            return false;
        }
        taken += more;
        return true;
    }

    private void copy(ByteBuffer buffer) {
        byte[] piece = new byte[buffer.remaining()];
        buffer.get(piece);
        bytes.write(piece, 0, piece.length);
    }

    private void finish() {
        over = true;
        if (deadline != null) {
            deadline.remove();
        }
        channel.getReadSetter().set(null);
        channel.suspendReads();
    }

    private void giveBack() {
        bytes = new ByteArrayOutputStream(0);
        room.give(taken);
        taken = 0;
    }

    /** Gives the bytes back to the exchange, from which the servlet reads them. */
    private void handOver() {
        ByteBufferPool pool = exchange.getConnection().getByteBufferPool();
        List<PooledByteBuffer> buffers = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
        while (all.hasRemaining()) {
            PooledByteBuffer pooled = pool.allocate();
            ByteBuffer buffer = pooled.getBuffer();
            int size = Math.min(buffer.remaining(), all.remaining());
            buffer.put(all.slice().limit(size)).flip();
            all.position(all.position() + size);
            buffers.add(pooled);
        }
        Connectors.ungetRequestBytes(exchange, buffers.toArray(PooledByteBuffer[]::new));
        Connectors.resetRequestChannel(exchange);
        bytes = new ByteArrayOutputStream(0);
    }
}
