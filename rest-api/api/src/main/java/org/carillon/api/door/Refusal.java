// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.door;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.carillon.api.web.ErrorBody;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/** An answer before the request is whole; the connection ends with it. */
final class Refusal {
    private Refusal() {}

    /** Answers a request of whose body nothing was read; only on the connection's IO thread. */
    static void send(HttpServerExchange exchange, ErrorBody error) {
        if (exchange.isRequestComplete()) {
            write(exchange, error, IoCallback.END_EXCHANGE);
            return;
        }
        send(exchange, exchange.getRequestChannel(), error);
    }

    /** Answers a request whose body was being read from this channel; only on the connection's IO thread. */
    static void send(HttpServerExchange exchange, StreamSourceChannel body, ErrorBody error) {
        exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        write(exchange, error, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange answered, Sender sender) {
                new Linger(answered, body).start();
            }

            @Override
            public void onException(HttpServerExchange answered, Sender sender, IOException gone) {
                IoUtils.safeClose(answered.getConnection());
                answered.endExchange();
            }
        });
    }

    private static void write(HttpServerExchange exchange, ErrorBody error, IoCallback then) {
        byte[] json = error.json();
        exchange.setStatusCode(error.status());
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, ErrorBody.TYPE)
                .put(Headers.CONTENT_LENGTH, json.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(json), then);
    }
}
