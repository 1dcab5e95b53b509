// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.wire.RecordCodec;
import org.carillon.wire.Schema;

/** The numbers of the types in the journal. They never change: a new version drains what an old one has left. */
final class OutboxSchema {
    static final Schema SCHEMA = Schema.builder()
            .type(1, OutboxEntry.CallEnded.class)
            .type(2, OutboxEntry.Notified.class)
            .type(3, OutboxEntry.Recorded.class)
            .type(4, CallRecord.class)
            .type(5, Notification.class)
            .type(6, Recording.class)
            .type(7, CallSid.class)
            .type(8, AccountSid.class)
            .type(9, PhoneNumberSid.class)
            .type(10, NotificationSid.class)
            .type(11, RecordingSid.class)
            .type(12, CallDirection.class)
            .type(13, CallStatus.class)
            .type(14, Recording.Status.class)
            .type(15, Recording.Source.class)
            .build();

    private OutboxSchema() {}

    /** Writes and reads entries; safe for any number of threads. */
    static RecordCodec codec() {
        return new RecordCodec(SCHEMA);
    }
}
