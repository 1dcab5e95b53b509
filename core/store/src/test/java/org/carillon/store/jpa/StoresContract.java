// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.store.jpa.Samples.TIME;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.recordings.RecordingFilter;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/** What the stores do with what outlives a call, whatever the database. Each test has an account of its own. */
abstract class StoresContract extends TenantsContract {
    private final JpaCallRecordStore calls = new JpaCallRecordStore(database());
    private final JpaNotificationStore notifications = new JpaNotificationStore(database());
    private final Clock clock = Clock.fixed(TIME, ZoneOffset.UTC);
    private final JpaRecordingStore recordings = new JpaRecordingStore(database(), clock);
    private final JpaEntryWriter writer = new JpaEntryWriter(database(), clock);

    @Test
    void nodeThatBeatsIsSeenAndOneThatNeverDidIsNot() {
        JpaPulse pulse = new JpaPulse(database());
        pulse.beat("one");
        pulse.beat("one");
        pulse.beat("two");
        assertThat(pulse.beating()).contains("one", "two").doesNotContain("three");

        database()
                .transact(manager -> manager.createNativeQuery(
                                "update beating_node set seen = current_timestamp - interval '6' second where node = 'two'")
                        .executeUpdate());
        assertThat(pulse.beating()).contains("one").doesNotContain("two");
        pulse.beat("two");
        assertThat(pulse.beating()).contains("two");
    }

    @Test
    void aCallRecordComesBackAsItWasAndBelongsToItsAccount() {
        CallRecord parent = Samples.call(account, TIME);
        CallRecord child = Samples.child(parent, "sip:bob@example.com");
        writer.write(List.of(
                new OutboxEntry.CallEnded(parent.session(), 0, parent),
                new OutboxEntry.CallEnded(parent.session(), 1, child)));
        assertThat(calls.find(account, parent.sid())).contains(Samples.inMicros(parent));
        assertThat(calls.find(account, child.sid())).contains(Samples.inMicros(child));
        assertThat(calls.find(Samples.account(), parent.sid())).isEmpty();
        CallFilter ofParent = filter(ANY, ANY, Optional.of(parent.sid()), Optional.empty());
        assertThat(calls.list(account, ofParent, first(10)).items())
                .extracting(CallRecord::sid)
                .containsExactly(child.sid());
    }

    @Test
    void anEntryThatComesAgainChangesNothing() {
        CallRecord call = Samples.call(account, TIME);
        CallRecord other = Samples.call(account, TIME);
        OutboxEntry entry = Samples.ended(call);
        OutboxEntry again = new OutboxEntry.CallEnded(call.session(), 0, other);
        writer.write(List.of(entry, entry));
        assertThat(writer.write(List.of(again, entry))).isEmpty();
        assertThat(calls.find(account, call.sid())).isPresent();
        assertThat(calls.find(account, other.sid())).isEmpty();
    }

    @Test
    void aRecordThatWasRemovedDoesNotComeBack() {
        CallRecord call = Samples.call(account, TIME);
        writer.write(List.of(Samples.ended(call)));
        assertThat(calls.delete(Samples.account(), call.sid())).isFalse();
        assertThat(calls.delete(account, call.sid())).isTrue();
        writer.write(List.of(Samples.ended(call)));
        assertThat(calls.find(account, call.sid())).isEmpty();
        assertThat(calls.delete(account, call.sid())).isFalse();
    }

    @Test
    void anEntryThatTheDatabaseDoesNotTakeHoldsNoOtherBack() {
        CallRecord good = Samples.call(account, TIME);
        CallRecord taken = Samples.call(account, TIME);
        writer.write(List.of(Samples.ended(taken)));
        OutboxEntry clash = new OutboxEntry.CallEnded(Samples.call(), 0, taken);
        assertThat(writer.write(List.of(clash, Samples.ended(good)))).containsExactly(clash);
        assertThat(calls.find(account, good.sid())).isPresent();
    }

    @Test
    void textThatNoColumnTakesIsCleaned() {
        CallRecord call = Samples.call(account, Samples.call(), TIME, "a\u0000b", "x\ud83d", CallStatus.FAILED);
        assertThat(writer.write(List.of(Samples.ended(call)))).isEmpty();
        assertThat(calls.find(account, call.sid())).hasValueSatisfying(found -> {
            assertThat(found.from()).isEqualTo("a\ufffdb");
            assertThat(found.to()).isEqualTo("x\ufffd");
        });
    }

    @Test
    void anAddressOfAnyLengthIsKeptAndFoundByTheWholeOfIt() {
        String longOne = "sip:" + Samples.noise(5_000) + "@127.0.0.1";
        String other = longOne + "x";
        List<CallRecord> made = List.of(
                Samples.call(account, Samples.call(), TIME, longOne, "+2", CallStatus.COMPLETED),
                Samples.call(account, Samples.call(), TIME, other, "+2", CallStatus.COMPLETED),
                Samples.call(account, Samples.call(), TIME, "+1", "\ud83d\udcde".repeat(200), CallStatus.COMPLETED));
        assertThat(writer.write(made.stream().map(Samples::ended).toList())).isEmpty();
        for (CallRecord call : made) {
            CallFilter filter =
                    filter(Optional.of(call.to()), Optional.of(call.from()), Optional.empty(), Optional.empty());
            assertThat(calls.list(account, filter, first(10)).items()).containsExactly(Samples.inMicros(call));
        }
    }

    @Test
    void pagesAreNewestFirstWithoutGapsWhileRecordsCome() {
        List<CallRecord> made = new ArrayList<>();
        // Three of each creation time, so that pages end between equal ones.
        IntStream.range(0, 21).forEach(i -> made.add(Samples.call(account, TIME.plusSeconds(i / 3))));
        writer.write(made.stream().map(Samples::ended).toList());
        List<CallSid> seen = new ArrayList<>();
        Optional<PageRequest.Cursor> next = Optional.empty();
        do {
            Page<CallRecord> page = calls.list(account, CallFilter.ALL, new PageRequest(4, next));
            page.items().forEach(call -> seen.add(call.sid()));
            next = page.next();
            writer.write(List.of(Samples.ended(Samples.call(account, TIME.plusSeconds(100)))));
        } while (next.isPresent());
        assertThat(seen)
                .containsExactlyElementsOf(made.stream()
                        .sorted((a, b) -> {
                            int byTime = b.created().compareTo(a.created());
                            return byTime != 0
                                    ? byTime
                                    : b.sid().value().compareTo(a.sid().value());
                        })
                        .map(CallRecord::sid)
                        .toList());
    }

    @Test
    void callsAreFilteredLikeTheEngineFiltersLivingOnes() {
        List<CallRecord> made = List.of(
                Samples.call(account, Samples.call(), TIME, "+1", "+2", CallStatus.COMPLETED),
                Samples.call(account, Samples.call(), TIME.plusSeconds(60), "+1", "+3", CallStatus.BUSY),
                Samples.call(account, Samples.call(), TIME.plusSeconds(120), "+4", "+2", CallStatus.BUSY));
        List<CallRecord> kept = made.stream().map(Samples::inMicros).toList();
        writer.write(made.stream().map(Samples::ended).toList());
        Instant start = kept.get(1).started();
        Instant end = kept.get(1).ended().orElseThrow();
        Optional<Instant> no = Optional.empty();
        List<CallFilter> filters = List.of(
                CallFilter.ALL,
                filter(Optional.of("+2"), ANY, Optional.empty(), Optional.empty()),
                filter(ANY, Optional.of("+1"), Optional.empty(), Optional.of(CallStatus.BUSY)),
                times(Optional.of(start), no, no, no),
                times(no, Optional.of(start), no, no),
                times(no, no, Optional.of(end), no),
                times(no, no, no, Optional.of(end)),
                times(Optional.of(start), Optional.of(start.plusSeconds(1)), no, no));
        for (CallFilter filter : filters) {
            assertThat(calls.list(account, filter, first(10)).items())
                    .as(filter.toString())
                    .containsExactlyInAnyOrderElementsOf(
                            kept.stream().filter(filter::matches).toList());
        }
    }

    @Test
    void notificationsAreListedByCallLevelAndTime() {
        CallSid session = Samples.call();
        Instant time = Columns.time(TIME);
        Notification error = Samples.notification(account, session, Notification.ERROR, time);
        Notification warning = Samples.notification(account, Samples.call(), Notification.WARNING, time.plusSeconds(1));
        writer.write(
                List.of(new OutboxEntry.Notified(session, 0, error), new OutboxEntry.Notified(session, 1, warning)));
        assertThat(notifications.find(account, error.sid())).contains(error);
        assertThat(notifications.find(Samples.account(), error.sid())).isEmpty();
        assertThat(notified(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .containsExactly(warning, error);
        assertThat(notified(Optional.of(session), Optional.empty(), Optional.empty(), Optional.empty()))
                .containsExactly(error);
        assertThat(notified(Optional.empty(), Optional.of(1), Optional.empty(), Optional.empty()))
                .containsExactly(warning);
        Optional<Instant> between = Optional.of(time.plusSeconds(1));
        assertThat(notified(Optional.empty(), Optional.empty(), between, Optional.empty()))
                .containsExactly(warning);
        assertThat(notified(Optional.empty(), Optional.empty(), Optional.empty(), between))
                .containsExactly(error);
    }

    private List<Notification> notified(
            Optional<CallSid> call, Optional<Integer> level, Optional<Instant> from, Optional<Instant> before) {
        return notifications.list(account, call, level, from, before, first(10)).items();
    }

    @Test
    void aRecordingThatIsDeletedKeepsItsMetadataAndLeavesTheList() {
        CallSid session = Samples.call();
        Instant time = Columns.time(TIME);
        Recording first = Samples.recording(account, session, time);
        Recording second = Samples.recording(account, session, time.plusSeconds(1));
        writer.write(
                List.of(new OutboxEntry.Recorded(session, 0, first), new OutboxEntry.Recorded(session, 1, second)));
        assertThat(recordings.find(account, first.sid())).contains(first);
        assertThat(recorded(Optional.of(session), Optional.empty())).containsExactly(second, first);
        assertThat(recorded(Optional.empty(), Optional.of(time.plusSeconds(1)))).containsExactly(first);
        assertThat(recordings.delete(Samples.account(), first.sid())).isFalse();
        assertThat(recordings.delete(account, first.sid())).isTrue();
        assertThat(recordings.delete(account, first.sid())).isFalse();
        assertThat(recorded(Optional.of(session), Optional.empty())).containsExactly(second);
        RecordingFilter all = new RecordingFilter(Optional.empty(), Optional.empty(), Optional.empty(), true);
        assertThat(recordings.list(account, all, first(10)).items())
                .extracting(Recording::sid)
                .containsExactly(second.sid(), first.sid());
        assertThat(recordings.find(account, first.sid())).map(Recording::status).contains(Recording.Status.DELETED);
    }

    private List<Recording> recorded(Optional<CallSid> call, Optional<Instant> before) {
        return recordings
                .list(account, new RecordingFilter(call, Optional.empty(), before, false), first(10))
                .items();
    }

    @Test
    void keysAreForgottenAfterAMonth() throws SQLException {
        CallRecord call = Samples.call(account, TIME);
        writer.write(List.of(Samples.ended(call)));
        String count = "select count(*) from written_entry where session_sid = '" + call.session() + "'";
        writeAfter(Duration.ofDays(29));
        assertThat(query(count)).isEqualTo("1");
        writeAfter(Duration.ofDays(31));
        assertThat(query(count)).isEqualTo("0");
    }

    private void writeAfter(Duration time) {
        OutboxEntry entry = Samples.ended(Samples.call(account, TIME));
        new JpaEntryWriter(database(), Clock.offset(clock, time)).write(List.of(entry));
    }

    @Test
    void recordsOfAnOlderVersionAreFoundByTheirAddresses() throws SQLException {
        DataSource older = emptyDatabase();
        Migrations.run(older, MigrationVersion.fromVersion("1"));
        String to = "sip:" + "b".repeat(200) + "@127.0.0.1";
        String call = Samples.call().value();
        try (Connection connection = older.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into call_record (sid, session_sid, account_sid, direction, from_address, to_address,"
                            + " status, created_at, updated_at, started_at, sip_status, sip_call_id, reason) values ('"
                            + call
                            + "', '" + call + "', '" + account + "', 'inbound', '+1', '" + to
                            + "', 'completed', current_timestamp, current_timestamp, current_timestamp, 0, '', '')");
        }
        try (Database database = new Database(older)) {
            CallFilter filter = filter(Optional.of(to), Optional.of("+1"), Optional.empty(), Optional.empty());
            assertThat(new JpaCallRecordStore(database)
                            .list(account, filter, first(10))
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void theSchemaIsBroughtUpToDateOnceOnly() {
        try (Database again = new Database(dataSource())) {
            assertThat(new JpaAccountStore(again, seal).find(Samples.account())).isEmpty();
        }
    }

    private static CallFilter filter(
            Optional<String> to, Optional<String> from, Optional<CallSid> parent, Optional<CallStatus> status) {
        Optional<Instant> no = Optional.empty();
        return new CallFilter(to, from, parent, status, no, no, no, no);
    }

    private static CallFilter times(
            Optional<Instant> startedFrom,
            Optional<Instant> startedBefore,
            Optional<Instant> endedFrom,
            Optional<Instant> endedBefore) {
        return new CallFilter(
                ANY, ANY, Optional.empty(), Optional.empty(), startedFrom, startedBefore, endedFrom, endedBefore);
    }
}
