// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.message.Request;
import org.carillon.testing.phone.sip.Wire;
import org.carillon.testing.sdp.Direction;
import org.carillon.testing.sdp.SessionDescription;
import org.carillon.testing.timeline.TimelineEvent;
import org.carillon.testing.timeline.TimelineEvent.Arrow;
import org.carillon.testing.timeline.TimelineEvent.Kind;
import org.jspecify.annotations.Nullable;

/** Writes every message on the wire into the timeline, and drops those of calls that have vanished. */
final class PhoneWire implements Wire {
    private static final int MAX_KNOWN = 20_000;

    private final PhoneSettings settings;
    private final Set<String> vanished = ConcurrentHashMap.newKeySet();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> lastIn = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastOut = new ConcurrentHashMap<>();

    PhoneWire(PhoneSettings settings) {
        this.settings = settings;
    }

    Set<String> vanished() {
        return vanished;
    }

    @Override
    public void sent(SIPMessage message, Instant at) {
        Instant when = notBeforeItsCause(message, at);
        remember(lastOut, message, when);
        write(message, Arrow.OUT, when);
    }

    /**
     * The stack gives the time of sending in whole milliseconds, rounded down: before that of the message that it answers,
     * perhaps. Responses and ACK are never earlier than what came in before them, nothing than what was sent before it.
     */
    private Instant notBeforeItsCause(SIPMessage message, Instant at) {
        String call = String.valueOf(PhoneEvents.callId(message));
        Instant when = latest(at, lastOut.get(call));
        boolean answers = message instanceof SIPResponse
                || (message instanceof SIPRequest request && request.getMethod().equals(Request.ACK));
        return answers ? latest(when, lastIn.get(call)) : when;
    }

    private static Instant latest(Instant one, @Nullable Instant other) {
        // Further apart than the rounding, the order is as it was measured.
        return other != null && other.isAfter(one) && other.isBefore(one.plusMillis(2)) ? other : one;
    }

    private static void remember(Map<String, Instant> last, SIPMessage message, Instant at) {
        if (last.size() < MAX_KNOWN) {
            last.put(String.valueOf(PhoneEvents.callId(message)), at);
        }
    }

    @Override
    public boolean received(SIPMessage message) {
        boolean dead = vanished.contains(PhoneEvents.callId(message));
        if (!dead) {
            Instant now = Instant.now();
            remember(lastIn, message, now);
            write(message, Arrow.IN, now);
        }
        return !dead;
    }

    private void write(SIPMessage message, Arrow arrow, Instant at) {
        String line = line(message) + media(message);
        String key = arrow + message.getTransactionId() + line + message.getFirstLine();
        boolean again = known.size() < MAX_KNOWN && !known.add(key);
        settings.timeline()
                .add(new TimelineEvent(
                        at,
                        Kind.SIP,
                        settings.name(),
                        arrow,
                        PhoneEvents.callId(message),
                        again ? line + " (again)" : line,
                        message.toString()));
    }

    private static String line(SIPMessage message) {
        if (message instanceof SIPRequest request) {
            boolean again = request.getMethod().equals(Request.INVITE) && request.getToTag() != null;
            return (again ? "re-" : "") + request.getMethod();
        }
        if (message instanceof SIPResponse response) {
            String method = response.getCSeq().getMethod();
            String suffix = method.equals(Request.INVITE) ? "" : " (" + method + ")";
            return response.getStatusCode() + " " + response.getReasonPhrase() + suffix;
        }
        return "?";
    }

    private static String media(SIPMessage message) {
        return SipWriter.sdp(message).map(PhoneWire::media).orElse("");
    }

    private static String media(String sdp) {
        try {
            Direction meaning = SessionDescription.parse(sdp).meaning();
            return meaning == Direction.SENDRECV ? " SDP" : " SDP " + meaning.attribute();
        } catch (IllegalArgumentException broken) {
            return " broken SDP";
        }
    }
}
