// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.carillon.engine.webhooks.WebhookResult.Kind;

/** Turns the client's exceptions, once, into what they mean for the tenant. */
record Callback(Exchange exchange, Target target) implements FutureCallback<Exchange.Done> {
    @Override
    public void completed(Exchange.Done done) {
        exchange.completed(done);
    }

    @Override
    public void failed(Exception cause) {
        exchange.failed(meaning(cause));
    }

    @Override
    public void cancelled() {
        exchange.failed(new DeliveryException(Kind.BROKEN, "The request was given up: " + target.url()));
    }

    private DeliveryException meaning(Exception cause) {
        if (cause instanceof Sink.TooLargeException) {
            return new DeliveryException(Kind.TOO_LARGE, cause.getMessage() + " " + target.url());
        }
        if (exchange.isConnected()) {
            boolean closed = cause instanceof SocketException || cause instanceof ConnectionClosedException;
            boolean stale = cause instanceof RequestNotExecutedException || (closed && exchange.isStale());
            return new DeliveryException(
                    Kind.BROKEN, "The connection broke (" + reason(cause) + "): " + target.url(), stale);
        }
        if (cause instanceof ConnectionRequestTimeoutException) {
            return new DeliveryException(
                    Kind.CONNECT_FAILED, "All connections to " + target.authority() + " are in use.");
        }
        if (isTls(cause)) {
            return new DeliveryException(
                    Kind.TLS_FAILED, "No TLS connection to " + target.authority() + " (" + reason(cause) + ").");
        }
        return new DeliveryException(
                Kind.CONNECT_FAILED, "No connection to " + target.authority() + " (" + reason(cause) + ").");
    }

    /** With TLS, whatever goes wrong after the TCP connection belongs to the handshake. */
    private boolean isTls(Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof SSLException) {
                return true;
            }
        }
        boolean tcp = cause instanceof ConnectException || cause instanceof ConnectTimeoutException;
        return target.isTls() && !tcp && !(cause instanceof NoRouteToHostException);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null ? cause.getClass().getSimpleName() : message;
        return text.length() > 200 ? text.substring(0, 200) : text;
    }
}
