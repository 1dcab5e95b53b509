// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;

/** Records to store, each with identifiers of its own. */
public final class Samples {
    /** When they all begin; with more digits than a column has. */
    public static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123456789Z");

    private static final Random RANDOM = new Random();

    private Samples() {}

    public static AccountSid account() {
        return AccountSid.random(RANDOM);
    }

    public static CallSid call() {
        return CallSid.random(RANDOM);
    }

    static Account account(AccountSid sid) {
        return new Account(
                sid, "Grün & Co", Account.Status.ACTIVE, "0123456789abcdef0123456789abcdef", sid, TIME, TIME);
    }

    /** Text that no database can pack. */
    static String noise(int characters) {
        StringBuilder text = new StringBuilder();
        RANDOM.ints(characters, 'a', 'z' + 1).forEach(text::appendCodePoint);
        return text.toString();
    }

    static PhoneNumber randomNumber() {
        return new PhoneNumber("+1415" + (1_000_000 + RANDOM.nextInt(9_000_000)));
    }

    static IncomingNumber number(AccountSid account, PhoneNumber number, Instant created) {
        return new IncomingNumber(
                PhoneNumberSid.random(RANDOM),
                account,
                number,
                "Front desk",
                Optional.of(new WebhookTarget("http://127.0.0.1/voice#rc=2", HttpMethod.POST)),
                Optional.of(new WebhookTarget("http://127.0.0.1/fallback", HttpMethod.GET)),
                Optional.empty(),
                false,
                created,
                created);
    }

    public static CallRecord call(AccountSid account, Instant created) {
        return call(account, call(), created, "+14155550100", "+14155550199", CallStatus.COMPLETED);
    }

    static CallRecord call(
            AccountSid account, CallSid sid, Instant created, String from, String to, CallStatus status) {
        return new CallRecord(
                sid,
                sid,
                account,
                Optional.empty(),
                CallDirection.INBOUND,
                from,
                to,
                Optional.of("Ann"),
                Optional.empty(),
                Optional.of(PhoneNumberSid.random(RANDOM)),
                status,
                created,
                created.plusSeconds(12),
                created.plusSeconds(2),
                Optional.of(created.plusSeconds(2)),
                Optional.of(created.plusSeconds(12)),
                0,
                "call-id@127.0.0.1",
                "hung-up-by-caller");
    }

    static CallRecord child(CallRecord parent, String to) {
        return new CallRecord(
                call(),
                parent.session(),
                parent.account(),
                Optional.of(parent.sid()),
                CallDirection.OUTBOUND_DIAL,
                parent.from(),
                to,
                Optional.empty(),
                Optional.of("+14155550111"),
                Optional.empty(),
                CallStatus.NO_ANSWER,
                parent.created().plusSeconds(3),
                parent.updated(),
                parent.created().plusSeconds(3),
                Optional.empty(),
                parent.ended(),
                487,
                "other@127.0.0.1",
                "ring-timeout");
    }

    public static OutboxEntry ended(CallRecord call) {
        return new OutboxEntry.CallEnded(call.session(), 0, call);
    }

    static Notification notification(AccountSid account, CallSid call, int level, Instant created) {
        return new Notification(
                NotificationSid.random(RANDOM),
                account,
                Optional.of(call),
                level,
                12100,
                "Document parse failure",
                "http://127.0.0.1/voice",
                "POST",
                "CallSid=" + call,
                "<Response",
                created);
    }

    static Recording recording(AccountSid account, CallSid call, Instant created) {
        return new Recording(
                RecordingSid.random(RANDOM),
                account,
                call,
                Recording.Status.COMPLETED,
                Recording.Source.RECORD_VERB,
                1,
                Duration.ofMillis(4321),
                Optional.empty(),
                created.minusSeconds(5),
                created,
                created);
    }

    /** As a column keeps it. */
    static CallRecord inMicros(CallRecord call) {
        return new CallRecord(
                call.sid(),
                call.session(),
                call.account(),
                call.parent(),
                call.direction(),
                call.from(),
                call.to(),
                call.callerName(),
                call.forwardedFrom(),
                call.number(),
                call.status(),
                Columns.time(call.created()),
                Columns.time(call.updated()),
                Columns.time(call.started()),
                call.answered().map(Columns::time),
                call.ended().map(Columns::time),
                call.sipStatus(),
                call.sipCallId(),
                call.reason());
    }
}
