// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.files.FakeDisk;
import org.carillon.store.files.FakeDisk.Operation;
import org.carillon.store.files.Frame;
import org.carillon.store.jpa.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of the outbox when the disk fails, the process is killed or the power is cut. */
class JournalCrashTest {
    private static final Path FOLDER = Path.of("/outbox");
    private static final AccountSid ACCOUNT = Samples.account();
    private static final int SEGMENT = 2_000;

    private final FakeEntryWriter database = new FakeEntryWriter();
    private final List<JournalOutbox> opened = new ArrayList<>();
    private FakeDisk disk = new FakeDisk();
    private JournalOutbox outbox = open();

    @AfterEach
    void close() {
        opened.forEach(JournalOutbox::close);
    }

    private JournalOutbox open() {
        return open(SEGMENT, 100);
    }

    private JournalOutbox open(int segmentBytes, int batch) {
        JournalSettings settings = new JournalSettings(
                FOLDER,
                segmentBytes,
                4_000_000,
                batch,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofSeconds(10));
        JournalOutbox made = new JournalOutbox(settings, disk, database);
        opened.add(made);
        return made;
    }

    private void restart(FakeDisk after) {
        outbox.close();
        disk = after;
        outbox = open();
    }

    private void awaitDrained() {
        database.away(false);
        await().until(() -> outbox.waiting() == 0);
    }

    /** Whether the outbox has taken it. */
    private boolean append(OutboxEntry entry) {
        return outbox.append(List.of(entry))
                .handle((nothing, refused) -> refused == null)
                .toCompletableFuture()
                .join();
    }

    private static OutboxEntry entry() {
        return Samples.ended(Samples.call(ACCOUNT, Samples.TIME));
    }

    private static List<OutboxEntry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry()).toList();
    }

    private int segments() {
        return (int) disk.list(FOLDER).stream()
                .filter(path -> path.toString().endsWith(".journal"))
                .count();
    }

    @Test
    void whatWasTakenIsThereAfterAPowerCut() {
        database.away(true);
        // Enough for several files: the names of new ones must be safe, too.
        List<OutboxEntry> entries = entries(20);
        assertThat(entries).allMatch(this::append);
        assertThat(segments()).isGreaterThan(3);
        restart(disk.afterPowerCut());
        awaitDrained();
        assertThat(database.rows()).containsExactlyElementsOf(entries);
    }

    @Test
    void whatWasRefusedIsNotThereAfterAKill() {
        database.away(true);
        OutboxEntry taken = entry();
        append(taken);
        disk.fail(Operation.FORCE, 1);
        assertThat(append(entry())).isFalse();
        restart(disk.afterKill());
        awaitDrained();
        assertThat(database.rows()).containsExactly(taken);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aDiskThatRefusesCostsNeitherFilesNorDescriptors(int before) {
        database.away(true);
        assertThat(entries(before)).allMatch(this::append);
        disk.fail(Operation.WRITE, 300);
        assertThat(entries(300)).noneMatch(this::append);
        assertThat(segments()).isEqualTo(1);
        assertThat(disk.openFiles()).isEqualTo(1);
        OutboxEntry later = entry();
        assertThat(append(later)).isTrue();
        restart(disk.afterPowerCut());
        awaitDrained();
        assertThat(database.rows()).hasSize(before + 1).contains(later);
    }

    @Test
    void behindWhatCouldNotBeCutOffNothingIsAdded() {
        database.away(true);
        OutboxEntry first = entry();
        append(first);
        disk.fail(Operation.WRITE, 1);
        disk.fail(Operation.TRUNCATE, 1);
        assertThat(append(entry())).isFalse();
        OutboxEntry later = entry();
        assertThat(append(later)).isTrue();
        assertThat(segments()).isEqualTo(2);
        restart(disk.afterPowerCut());
        awaitDrained();
        assertThat(database.rows()).containsExactly(first, later);
    }

    @Test
    void anEntryIsNotMistakenForOneThatWasRefusedBefore() {
        database.away(true);
        append(entry());
        disk.fail(Operation.FORCE, 1);
        disk.fail(Operation.TRUNCATE, 1);
        // Refused, but whole on the disk.
        assertThat(append(entry())).isFalse();
        OutboxEntry later = entry();
        assertThat(append(later)).isTrue();
        restart(disk.afterKill());
        awaitDrained();
        assertThat(database.rows()).contains(later);
    }

    @Test
    void anEmptyFileThatCannotBeCutOffIsReplaced() {
        database.away(true);
        disk.fail(Operation.WRITE, 200);
        disk.fail(Operation.TRUNCATE, 200);
        assertThat(entries(200)).noneMatch(this::append);
        assertThat(segments()).isEqualTo(1);
        assertThat(disk.openFiles()).isEqualTo(1);
        assertThat(append(entry())).isTrue();
    }

    @Test
    void aFileThatCannotBeMadeSafeIsNotUsedAndNotLeftBehind() {
        database.away(true);
        List<OutboxEntry> taken = entries(4);
        assertThat(taken).allMatch(this::append);
        int files = segments();
        disk.fail(Operation.SYNC_FOLDER, 50);
        List<OutboxEntry> more = new ArrayList<>();
        IntStream.range(0, 50).mapToObj(i -> entry()).filter(this::append).forEach(more::add);
        assertThat(more.size()).isLessThan(10);
        assertThat(segments()).isEqualTo(files);
        assertThat(disk.openFiles()).isEqualTo(files);
        disk.repair();
        assertThat(append(entry())).isTrue();
        restart(disk.afterPowerCut());
        awaitDrained();
        assertThat(database.rows()).hasSize(4 + more.size() + 1);
    }

    @Test
    void aFileThatCannotBeRemovedEitherDoesNotStandInTheWay() {
        database.away(true);
        disk.fail(Operation.SYNC_FOLDER, 1);
        disk.fail(Operation.DELETE, 1);
        List<OutboxEntry> entries = entries(10);
        assertThat(entries).anyMatch(entry -> !append(entry));
        assertThat(append(entry())).isTrue();
    }

    @Test
    void whatWasPutAsideIsThereAfterAPowerCut() {
        OutboxEntry never = entry();
        database.refuses(never::equals);
        append(never);
        await().until(() -> outbox.waiting() == 0);
        assertThat(disk.afterPowerCut().bytes(FOLDER.resolve("refused"))).hasSizeGreaterThan(100);
    }

    @Test
    void drainedFilesThatComeBackAreWrittenOnce() {
        List<OutboxEntry> entries = entries(20);
        assertThat(entries).allMatch(this::append);
        awaitDrained();
        restart(disk.afterPowerCut());
        OutboxEntry last = entry();
        append(last);
        awaitDrained();
        assertThat(database.rows()).hasSize(21).contains(last).containsAll(entries);
    }

    @Test
    void aFileThatIsBeingReadIsNotRemovedUnderTheReader() {
        outbox.close();
        disk = new FakeDisk();
        List<OutboxEntry> entries = entries(2);
        int size = 2 * (OutboxSchema.codec().encode(entries.get(0)).length + Frame.OVERHEAD);
        // The note that the first entry is done with just fills the first file.
        outbox = open(size + 1, 1);
        CompletableFuture<Void> release = new CompletableFuture<>();
        database.holds(entries.get(1), release);
        outbox.append(entries).toCompletableFuture().join();
        Path first = disk.list(FOLDER).get(0);
        await().until(() -> disk.bytes(first).length == size + Frame.OVERHEAD);
        OutboxEntry last = entry();
        append(last);
        assertThat(segments()).isEqualTo(2);
        release.complete(null);
        awaitDrained();
        assertThat(database.rows()).containsExactly(entries.get(0), entries.get(1), last);
    }

    /** Some hundred appends among failures of every kind, then the end of the process or of the machine, three times over. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingThatWasTakenIsEverLost(long seed) {
        Random random = new Random(seed);
        Set<OutboxEntry> taken = new HashSet<>();
        Set<OutboxEntry> offered = new HashSet<>();
        for (int life = 0; life < 3; life++) {
            for (int i = 0; i < 100; i++) {
                database.away(random.nextInt(10) < 7);
                if (random.nextInt(4) == 0) {
                    Operation[] operations = Operation.values();
                    disk.fail(operations[random.nextInt(operations.length)], 1 + random.nextInt(3));
                }
                OutboxEntry entry = entry();
                offered.add(entry);
                if (append(entry)) {
                    taken.add(entry);
                }
            }
            FakeDisk after = random.nextBoolean() ? disk.afterPowerCut() : disk.afterKill();
            disk.repair();
            restart(after);
        }
        awaitDrained();
        assertThat(database.rows()).doesNotHaveDuplicates().containsAll(taken);
        assertThat(offered).containsAll(database.rows());
    }
}
