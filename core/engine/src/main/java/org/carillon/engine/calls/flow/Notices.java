// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.util.Optional;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Session.Counters;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.WebhookTarget;

/** Writes notifications: what a tenant should know about a call that went wrong. */
public final class Notices {
    /** A session writes at most that many: a document in a loop must not fill the database. */
    public static final int MOST = 200;

    private static final int BODY = 8 * 1024;
    private static final int VARIABLES = 4 * 1024;

    private Notices() {}

    /**
     * The request that went wrong.
     *
     * @param variables form-encoded
     */
    public record Exchange(String url, String method, String variables, String response) {
        /** Nothing was asked. */
        public static final Exchange NONE = new Exchange("", "", "", "");
    }

    /** Adds an error. */
    public static CallState error(CallState call, int code, String message, Exchange exchange) {
        return add(call, Notification.ERROR, code, message, exchange);
    }

    /** Adds a warning. */
    public static CallState warning(CallState call, int code, String message, Exchange exchange) {
        return add(call, Notification.WARNING, code, message, exchange);
    }

    private static CallState add(CallState call, int level, int code, String message, Exchange exchange) {
        int number = call.session().counters().notices();
        if (number >= MOST) {
            return call;
        }
        Notification notification = new Notification(
                NotificationSid.derived(call.session().root(), "notice", number),
                call.session().account(),
                Optional.of(call.leg()),
                level,
                code,
                message,
                WebhookTarget.shown(exchange.url()),
                exchange.method(),
                cut(exchange.variables(), VARIABLES),
                cut(exchange.response(), BODY),
                call.now());
        OutboxEntry entry = new OutboxEntry.Notified(call.session().root(), number, notification);
        return call.counting(c -> new Counters(c.children(), c.recordings(), c.calls(), number + 1, c.recorded()))
                .effect(operation -> new Effect.Write(operation, entry));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
