// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.flow.Limits;
import org.carillon.engine.calls.session.CallbackPlan;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.UriHeaders;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.markup.Document;
import org.carillon.engine.markup.MarkupException;
import org.carillon.engine.markup.MarkupLimits;
import org.carillon.engine.markup.MarkupParser;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookTarget;

/** Calls that the API asks for: checked, and made into sessions. */
final class NewCalls {
    private static final int INLINE_CHARACTERS = 4_000;
    private static final Duration DEFAULT_LIMIT = Limits.CALL_LENGTH;

    private final MarkupParser parser = new MarkupParser(MarkupLimits.DEFAULT);
    private final CallEngine engine;
    private final Directory directory;
    private final RandomGenerator random;

    NewCalls(CallEngine engine, Directory directory, RandomGenerator random) {
        this.engine = engine;
        this.directory = directory;
        this.random = random;
    }

    /**
     * A call whose parameters hold.
     *
     * @param number the account's number that it shows
     */
    record Ready(
            NewCall call,
            String to,
            String from,
            Optional<PhoneNumberSid> number,
            Document document,
            WebhookTarget source) {}

    CompletionStage<Ready> check(AccountSid account, NewCall call) {
        try {
            String to = destination(call.to());
            String from = caller(call.from());
            call.fallback().ifPresent(NewCalls::checkUrl);
            call.statusCallback().ifPresent(NewCalls::checkCallback);
            Document document = read(call.instructions());
            WebhookTarget source = call.instructions() instanceof Instructions.FromUrl url
                    ? url.target()
                    : new WebhookTarget("", HttpMethod.POST);
            return owned(account, from, to).thenApply(number -> new Ready(call, to, from, number, document, source));
        } catch (ApiException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whoever is called by a telephone number takes the user part of a SIP address for the number that calls. */
    private CompletionStage<Optional<PhoneNumberSid>> owned(AccountSid account, String from, String to) {
        Optional<PhoneNumber> shown = PhoneNumber.parse(from.startsWith("+") ? from : user(from));
        if (!from.startsWith("+") && shown.isEmpty() && !to.startsWith("+")) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (shown.isEmpty()) {
            throw new ApiException(
                    ApiError.FROM_INVALID,
                    "A call to a phone number shows a phone number: From must be one that the account owns, not " + from
                            + ".");
        }
        return directory.number(shown.get()).thenApply(number -> {
            Optional<PhoneNumberSid> own =
                    number.filter(n -> n.account().equals(account)).map(IncomingNumber::sid);
            if (own.isEmpty()) {
                throw new ApiException(
                        ApiError.FROM_NOT_OWNED,
                        "The number " + from + " is not one of this account's incoming numbers; a call can show only"
                                + " a number that the account owns.");
            }
            return own;
        });
    }

    /** Checks what a change brings along, and gives it back. */
    CallChange check(CallChange change) {
        if (change instanceof CallChange.Redirect redirect) {
            read(redirect.instructions());
            redirect.fallback().ifPresent(NewCalls::checkUrl);
        }
        return change;
    }

    /** The document that comes along; empty when it is to be fetched. */
    private Document read(Instructions instructions) {
        if (instructions instanceof Instructions.FromUrl url) {
            checkUrl(url.target());
            return new Document(List.of(), List.of());
        }
        String document = ((Instructions.Inline) instructions).document();
        if (document.length() > INLINE_CHARACTERS) {
            throw new ApiException(
                    ApiError.TWIML_TOO_LONG,
                    "Twiml has " + document.length() + " characters; " + INLINE_CHARACTERS + " are allowed.");
        }
        try {
            return parser.parse(document);
        } catch (MarkupException e) {
            throw new ApiException(ApiError.TWIML_INVALID, "Twiml: " + e.getMessage());
        }
    }

    private static void checkUrl(WebhookTarget target) {
        try {
            UrlResolver.absolute(target.url());
        } catch (InvalidUrlException e) {
            throw new ApiException(ApiError.URL_INVALID, "Url is not a valid URL: " + e.getMessage());
        }
    }

    private static void checkCallback(WebhookTarget target) {
        try {
            UrlResolver.absolute(target.url());
        } catch (InvalidUrlException e) {
            throw new ApiException(
                    ApiError.STATUS_CALLBACK_INVALID, "StatusCallback is not a valid URL: " + e.getMessage());
        }
    }

    private static String destination(String to) {
        return address(to)
                .orElseThrow(() -> new ApiException(
                        ApiError.TO_INVALID,
                        "The 'To' number " + shown(to)
                                + " is neither a phone number in E.164 form nor a SIP address of at most "
                                + PartyAddress.LONGEST + " characters."));
    }

    private static String caller(String from) {
        return address(from)
                .orElseThrow(() -> new ApiException(
                        ApiError.FROM_INVALID,
                        "The 'From' number " + shown(from)
                                + " is neither a phone number in E.164 form nor a SIP address."));
    }

    private static String shown(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    private static String user(String sip) {
        return sip.substring(sip.indexOf(':') + 1, sip.indexOf('@'));
    }

    private static Optional<String> address(String text) {
        if (text.length() > PartyAddress.LONGEST) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean sip = lower.matches("sips?:[^\\s@<>\"]+@[^\\s@<>\"]+");
        return sip ? Optional.of(text) : PhoneNumber.parse(text).map(PhoneNumber::e164);
    }

    Session session(AccountSid account, Ready ready) {
        Instant now = engine.clock().instant();
        CallSid sid = CallSid.random(random);
        NewCall call = ready.call();
        CallRecord record = new CallRecord(
                sid,
                sid,
                account,
                Optional.empty(),
                CallDirection.OUTBOUND_API,
                ready.from(),
                ready.to(),
                Optional.empty(),
                Optional.empty(),
                ready.number(),
                CallStatus.QUEUED,
                now,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                0,
                "",
                "");
        Leg leg = new Leg(
                record,
                Leg.Phase.PREPARING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new CallbackPlan(call.statusCallback(), call.statusEvents(), 0),
                UriHeaders.in(ready.to()),
                call.credentials(),
                0);
        Script script = Script.unbegun(sid, ready.document().verbs(), ready.source(), call.fallback());
        return Session.open(leg, script, engine.owner())
                .withAlarm(sid, "ring", now.plus(call.timeout()))
                .withAlarm(
                        sid,
                        "limit",
                        now.plus(call.timeout()).plus(call.timeLimit().orElse(DEFAULT_LIMIT)));
    }
}
