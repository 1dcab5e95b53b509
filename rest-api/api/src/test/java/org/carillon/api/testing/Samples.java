// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;

/** Records to test with. */
public final class Samples {
    /** The account that asks. */
    public static final AccountSid ALICE = new AccountSid("AC" + "a".repeat(32));

    /** Another tenant. */
    public static final AccountSid BOB = new AccountSid("AC" + "b".repeat(32));

    /** The token of {@link #ALICE}. */
    public static final String ALICES_TOKEN = "0123456789abcdef0123456789abcdef";

    /** The token of {@link #BOB}. */
    public static final String BOBS_TOKEN = "fedcba9876543210fedcba9876543210";

    /** When everything was made. */
    public static final Instant MADE = Instant.parse("2026-11-05T08:09:10.123456Z");

    private Samples() {}

    /** An account. */
    public static Account account(AccountSid sid, String token, Account.Status status) {
        return new Account(sid, "Account " + sid.value().charAt(2), status, token, sid, MADE, MADE);
    }

    /** A call; an ended one lasted 14.2 seconds. */
    public static CallRecord call(
            AccountSid account, CallSid sid, String from, String to, CallStatus status, Instant created) {
        Optional<Instant> ended = status.isFinal() ? Optional.of(created.plusMillis(15_200)) : Optional.empty();
        return new CallRecord(
                sid,
                sid,
                account,
                Optional.empty(),
                CallDirection.OUTBOUND_API,
                from,
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                status,
                created,
                created,
                created.plusSeconds(1),
                ended.map(end -> created.plusSeconds(1)),
                ended,
                0,
                "",
                "");
    }

    /** A recording of 3.2 seconds. */
    public static Recording recording(AccountSid account, RecordingSid sid, CallSid call, Recording.Status status) {
        return new Recording(
                sid,
                account,
                call,
                status,
                Recording.Source.RECORD_VERB,
                1,
                Duration.ofMillis(3_200),
                Optional.empty(),
                MADE,
                MADE,
                MADE);
    }

    /** A notification of a document that could not be fetched. */
    public static Notification notification(AccountSid account, NotificationSid sid, CallSid call, int level) {
        return new Notification(
                sid,
                account,
                Optional.of(call),
                level,
                11_200,
                "HTTP retrieval failure",
                "http://tenant.example/voice",
                "POST",
                "CallSid=" + call,
                "<html>500</html>",
                MADE);
    }
}
