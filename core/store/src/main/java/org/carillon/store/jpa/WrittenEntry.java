// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.carillon.engine.records.OutboxEntry;
import org.jspecify.annotations.Nullable;

/** A row of written_entry: an entry of the outbox under this key has been written. */
@Entity
@Table(name = "written_entry")
class WrittenEntry {
    @EmbeddedId
    private Key key = new Key();

    @Column(name = "written_at")
    private Instant written = Instant.EPOCH;

    protected WrittenEntry() {}

    WrittenEntry(Key key, Instant written) {
        this.key = key;
        this.written = Columns.time(written);
    }

    @Override
    public String toString() {
        return key + " written at " + written;
    }

    /** The unique key of an entry. */
    @Embeddable
    static class Key implements Serializable {
        /** Of no session: a row that is written to see whether the table takes one. */
        static final Key PROBE = new Key("probe", "probe", 0);

        private static final long serialVersionUID = 1L;

        @Column(name = "session_sid")
        private String session = "";

        @Column(name = "kind")
        private String kind = "";

        @Column(name = "entry_number")
        private int number;

        protected Key() {}

        private Key(String session, String kind, int number) {
            this.session = session;
            this.kind = kind;
            this.number = number;
        }

        static Key of(OutboxEntry entry) {
            return new Key(entry.session().value(), kindOf(entry), entry.number());
        }

        private static String kindOf(OutboxEntry entry) {
            if (entry instanceof OutboxEntry.CallEnded) {
                return "call";
            }
            if (entry instanceof OutboxEntry.Notified) {
                return "notification";
            }
            if (entry instanceof OutboxEntry.Recorded) {
                return "recording";
            }
            throw new IllegalArgumentException("no kind for " + entry.getClass().getName());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && key.session.equals(session)
                    && key.kind.equals(kind)
                    && key.number == number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(session, kind, number);
        }

        @Override
        public String toString() {
            return session + '/' + kind + '/' + number;
        }
    }
}
