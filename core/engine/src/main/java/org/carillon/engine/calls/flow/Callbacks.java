// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.webhooks.WebhookTarget;

/** Status callbacks: who wanted to be told about a leg's progress is told (Twilio: "StatusCallback"). */
final class Callbacks {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Callbacks() {}

    /** Tells the leg's present status, if anybody wants to know it. */
    static CallState tell(CallState call) {
        Leg leg = call.self();
        if (!leg.callback().tells(leg.record().status())) {
            return call;
        }
        WebhookTarget target = leg.callback().target().orElseThrow();
        Map<String, String> more = progress(leg, call);
        return call.effect(operation ->
                        new Effect.Tell(operation, leg.sid(), Requests.about(call, operation, target, more)))
                .callbackSent();
    }

    private static Map<String, String> progress(Leg leg, CallState call) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("Timestamp", RFC_2822.format(call.now()));
        p.put("CallbackSource", "call-progress-events");
        p.put("SequenceNumber", Integer.toString(leg.callback().sent()));
        CallRecord record = leg.record();
        if (record.status().isFinal()) {
            long seconds = record.duration().toSeconds();
            p.put("CallDuration", Long.toString(seconds));
            p.put("Duration", Long.toString((seconds + 59) / 60));
            if (record.sipStatus() > 0) {
                p.put("SipResponseCode", Integer.toString(record.sipStatus()));
            }
        }
        return p;
    }
}
