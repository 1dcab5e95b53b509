// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.CallbackPlan;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Session.Counters;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.engine.calls.signalling.UriHeaders;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.markup.noun.Noun;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.noun.SipNoun;
import org.carillon.engine.markup.value.StatusCallback;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookTarget;

/** Makes the legs that a Dial calls, from its nouns. */
final class DialTargets {
    private DialTargets() {}

    /** A leg that is to be called, and the call with the number of its SID used up. */
    record Target(CallState call, Leg leg) {}

    static Target leg(Dial dial, Noun noun, CallState call) {
        int number = call.session().counters().children();
        CallState counted =
                call.counting(c -> new Counters(number + 1, c.recordings(), c.calls(), c.notices(), c.recorded()));
        Leg leg = new Leg(
                record(dial, noun, CallSid.derived(call.session().root(), "dial", number), call),
                Leg.Phase.PREPARING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                plan(noun.settings().statusCallback(), call),
                headers(noun),
                credentials(noun),
                call.self().hops());
        return new Target(counted, leg);
    }

    private static CallRecord record(Dial dial, Noun noun, CallSid sid, CallState call) {
        CallRecord parent = call.self().record();
        String from = dial.callerId().map(DialTargets::normal).orElse(parent.from());
        return new CallRecord(
                sid,
                call.session().root(),
                parent.account(),
                Optional.of(parent.sid()),
                CallDirection.OUTBOUND_DIAL,
                from,
                destination(noun),
                parent.callerName(),
                Optional.empty(),
                number(parent, from),
                CallStatus.QUEUED,
                call.now(),
                call.now(),
                call.now(),
                Optional.empty(),
                Optional.empty(),
                0,
                "",
                "");
    }

    /** The SID of the number that is shown, when the call came in by it or was made with it. */
    private static Optional<PhoneNumberSid> number(CallRecord parent, String from) {
        String own = parent.direction() == CallDirection.INBOUND ? parent.to() : parent.from();
        return from.equals(own) ? parent.number() : Optional.empty();
    }

    private static String destination(Noun noun) {
        if (noun instanceof NumberNoun number) {
            return normal(number.number());
        }
        return ((SipNoun) noun).uri();
    }

    private static String normal(String number) {
        return PhoneNumber.parse(number).map(PhoneNumber::e164).orElse(number);
    }

    private static Map<String, String> headers(Noun noun) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (noun instanceof SipNoun sip) {
            headers.putAll(UriHeaders.in(sip.uri()));
            sip.headers().forEach(header -> headers.put(header.name(), header.value()));
        }
        return headers;
    }

    private static Optional<SipCredentials> credentials(Noun noun) {
        return noun instanceof SipNoun sip
                ? sip.addresses()
                        .get(0)
                        .credentials()
                        .or(sip::credentials)
                        .map(c -> new SipCredentials(c.username(), c.password()))
                : Optional.empty();
    }

    private static CallbackPlan plan(StatusCallback callback, CallState call) {
        Set<CallStatus> events = EnumSet.noneOf(CallStatus.class);
        callback.events().forEach(event -> events.add(status(event)));
        String base = call.script().source().url();
        return new CallbackPlan(
                callback.url()
                        .flatMap(url -> absolute(base, url))
                        .map(url -> new WebhookTarget(url, callback.method())),
                events,
                0);
    }

    private static CallStatus status(StatusCallback.Event event) {
        return switch (event) {
            case INITIATED -> CallStatus.INITIATED;
            case RINGING -> CallStatus.RINGING;
            case ANSWERED -> CallStatus.IN_PROGRESS;
            case COMPLETED -> CallStatus.COMPLETED;
        };
    }

    private static Optional<String> absolute(String base, String url) {
        try {
            return Optional.of(base.isBlank() ? UrlResolver.absolute(url) : UrlResolver.resolve(base, url));
        } catch (InvalidUrlException e) {
            return Optional.empty();
        }
    }
}
