// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.recordings.Recording;
import org.jspecify.annotations.Nullable;

/** A row of recording. Written once; later only its status can become deleted. */
@Entity
@Table(name = "recording")
class RecordingEntity {
    @Id
    @Column(name = "sid")
    private String sid = "";

    @Column(name = "account_sid")
    private String account = "";

    @Column(name = "call_sid")
    private String call = "";

    @Column(name = "status")
    private String status = "";

    @Column(name = "source")
    private String source = "";

    @Column(name = "channels")
    private int channels;

    @Column(name = "length_millis")
    private long lengthMillis;

    @Column(name = "error_code")
    private @Nullable Integer errorCode;

    @Column(name = "started_at")
    private Instant started = Instant.EPOCH;

    @Column(name = "created_at")
    private Instant created = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updated = Instant.EPOCH;

    protected RecordingEntity() {}

    static RecordingEntity of(Recording recording) {
        RecordingEntity row = new RecordingEntity();
        row.sid = recording.sid().value();
        row.account = recording.account().value();
        row.call = recording.call().value();
        row.status = Words.of(recording.status());
        row.source = Words.of(recording.source());
        row.channels = recording.channels();
        row.lengthMillis = recording.length().toMillis();
        row.errorCode = recording.errorCode().orElse(null);
        row.started = Columns.time(recording.started());
        row.created = Columns.time(recording.created());
        row.updated = Columns.time(recording.updated());
        return row;
    }

    Recording toRecording() {
        return new Recording(
                new RecordingSid(sid),
                new AccountSid(account),
                new CallSid(call),
                Words.parse(Recording.Status.class, status),
                Words.parse(Recording.Source.class, source),
                channels,
                Duration.ofMillis(lengthMillis),
                Optional.ofNullable(errorCode),
                started,
                created,
                updated);
    }
}
