// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.jspecify.annotations.Nullable;

/** A row of call_record. Written once, never changed. */
@Entity
@Table(name = "call_record")
class CallEntity {
    @Id
    @Column(name = "sid")
    private String sid = "";

    @Column(name = "session_sid")
    private String session = "";

    @Column(name = "account_sid")
    private String account = "";

    @Column(name = "parent_sid")
    private @Nullable String parent;

    @Column(name = "direction")
    private String direction = "";

    @Column(name = "from_address")
    private String from = "";

    @Column(name = "to_address")
    private String to = "";

    /** What the indexes hold of the addresses, see {@link Columns#key}. */
    @Column(name = "from_key")
    private String fromKey = "";

    @Column(name = "to_key")
    private String toKey = "";

    @Column(name = "caller_name")
    private @Nullable String callerName;

    @Column(name = "forwarded_from")
    private @Nullable String forwardedFrom;

    @Column(name = "number_sid")
    private @Nullable String number;

    @Column(name = "status")
    private String status = "";

    @Column(name = "created_at")
    private Instant created = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updated = Instant.EPOCH;

    @Column(name = "started_at")
    private Instant started = Instant.EPOCH;

    @Column(name = "answered_at")
    private @Nullable Instant answered;

    @Column(name = "ended_at")
    private @Nullable Instant ended;

    @Column(name = "sip_status")
    private int sipStatus;

    @Column(name = "sip_call_id")
    private String sipCallId = "";

    @Column(name = "reason")
    private String reason = "";

    protected CallEntity() {}

    static CallEntity of(CallRecord call) {
        CallEntity row = new CallEntity();
        row.sid = call.sid().value();
        row.session = call.session().value();
        row.account = call.account().value();
        row.parent = call.parent().map(CallSid::value).orElse(null);
        row.direction = Words.of(call.direction());
        row.from = Columns.text(call.from());
        row.to = Columns.text(call.to());
        row.fromKey = Columns.key(call.from());
        row.toKey = Columns.key(call.to());
        row.callerName = Columns.text(call.callerName());
        row.forwardedFrom = Columns.text(call.forwardedFrom());
        row.number = call.number().map(PhoneNumberSid::value).orElse(null);
        row.status = Words.of(call.status());
        row.created = Columns.time(call.created());
        row.updated = Columns.time(call.updated());
        row.started = Columns.time(call.started());
        row.answered = Columns.time(call.answered());
        row.ended = Columns.time(call.ended());
        row.sipStatus = call.sipStatus();
        row.sipCallId = Columns.text(call.sipCallId());
        row.reason = Columns.text(call.reason());
        return row;
    }

    CallRecord toRecord() {
        return new CallRecord(
                new CallSid(sid),
                new CallSid(session),
                new AccountSid(account),
                Optional.ofNullable(parent).map(CallSid::new),
                Words.parse(CallDirection.class, direction),
                from,
                to,
                Optional.ofNullable(callerName),
                Optional.ofNullable(forwardedFrom),
                Optional.ofNullable(number).map(PhoneNumberSid::new),
                Words.parse(CallStatus.class, status),
                created,
                updated,
                started,
                Optional.ofNullable(answered),
                Optional.ofNullable(ended),
                sipStatus,
                sipCallId,
                reason);
    }
}
