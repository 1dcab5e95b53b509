// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.store.LogLines;
import org.carillon.store.SchemaGuard;
import org.carillon.store.jpa.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalOutboxTest {
    private static final AccountSid ACCOUNT = Samples.account();

    @TempDir
    private Path folder;

    private final FakeEntryWriter database = new FakeEntryWriter();
    private final List<JournalOutbox> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(JournalOutbox::close);
    }

    @Test
    void anEntryReachesTheDatabaseAndItsListeners() {
        JournalOutbox outbox = open(1024 * 1024);
        ConcurrentLinkedQueue<OutboxEntry> heard = new ConcurrentLinkedQueue<>();
        outbox.whenWritten(heard::add);
        OutboxEntry entry = entry();
        append(outbox, entry);
        await().untilAsserted(() -> assertThat(heard).containsExactly(entry));
        assertThat(database.rows()).containsExactly(entry);
        await().until(() -> outbox.waiting() == 0);
    }

    @Test
    void entriesWaitInOrderWhileTheDatabaseIsAway() {
        database.away(true);
        JournalOutbox outbox = open(1024 * 1024);
        List<OutboxEntry> entries = entries(50);
        entries.forEach(entry -> append(outbox, entry));
        await().until(() -> database.calls() > 3);
        assertThat(outbox.waiting()).isEqualTo(50);
        database.away(false);
        await().untilAsserted(() -> assertThat(database.rows()).containsExactlyElementsOf(entries));
    }

    @Test
    void whatWasTakenIsDrainedByTheNextStart() {
        database.away(true);
        JournalOutbox outbox = open(1024 * 1024);
        List<OutboxEntry> entries = entries(7);
        outbox.append(entries).toCompletableFuture().join();
        outbox.close();
        database.away(false);
        open(1024 * 1024);
        await().untilAsserted(() -> assertThat(database.rows()).containsExactlyElementsOf(entries));
    }

    @Test
    void aCrashBetweenTheInsertAndItsNoteWritesNothingTwice() {
        database.losesAnswers(true);
        JournalOutbox outbox = open(1024 * 1024);
        List<OutboxEntry> entries = entries(5);
        outbox.append(entries).toCompletableFuture().join();
        await().until(() -> database.rows().size() == 5 && database.calls() > 3);
        outbox.close();
        database.losesAnswers(false);
        JournalOutbox next = open(1024 * 1024);
        await().until(() -> next.waiting() == 0);
        assertThat(database.rows()).containsExactlyElementsOf(entries);
    }

    @Test
    void whatIsDoneIsNotReadAgain() {
        JournalOutbox outbox = open(1024 * 1024);
        append(outbox, entry());
        await().until(() -> outbox.waiting() == 0);
        outbox.close();
        int calls = database.calls();
        JournalOutbox next = open(1024 * 1024);
        OutboxEntry last = entry();
        append(next, last);
        await().until(() -> database.rows().contains(last));
        assertThat(database.calls()).isEqualTo(calls + 1);
    }

    @Test
    void aTailThatWasCutOffLosesOnlyTheEntryThatWasNotTaken() throws IOException {
        database.away(true);
        JournalOutbox outbox = open(1024 * 1024);
        List<OutboxEntry> entries = entries(3);
        entries.forEach(entry -> append(outbox, entry));
        outbox.close();
        Path file = segments().get(0);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 10));
        database.away(false);
        JournalOutbox next = open(1024 * 1024);
        await().until(() -> next.waiting() == 0);
        assertThat(database.rows()).containsExactlyElementsOf(entries.subList(0, 2));
    }

    @Test
    void aDamagedEntryDoesNotHideThoseBehindIt() throws IOException {
        database.away(true);
        JournalOutbox outbox = open(1024 * 1024);
        List<OutboxEntry> entries = entries(3);
        entries.forEach(entry -> append(outbox, entry));
        outbox.close();
        Path file = segments().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);
        Files.write(file, new byte[100], StandardOpenOption.APPEND);
        database.away(false);
        JournalOutbox next = open(1024 * 1024);
        await().until(() -> next.waiting() == 0);
        assertThat(database.rows()).containsExactly(entries.get(0), entries.get(2));
    }

    @Test
    void manyAtOnceAreAllKeptAndShareSyncs() throws Exception {
        JournalOutbox outbox = open(16 * 1024 * 1024);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<OutboxEntry> entries = entries(2000);
        List<Future<?>> futures = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            futures.add(threads.submit(() -> append(outbox, entry)));
        }
        for (Future<?> future : futures) {
            future.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
        await().atMost(Duration.ofSeconds(20)).until(() -> outbox.waiting() == 0);
        assertThat(database.rows()).containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void drainedFilesAreDeleted() throws IOException {
        JournalOutbox outbox = new JournalOutbox(settings(4 * 1024, 1024 * 1024), database);
        opened.add(outbox);
        entries(200).forEach(entry -> append(outbox, entry));
        await().until(() -> outbox.waiting() == 0);
        // The last one stays: it is the one that is written to.
        await().untilAsserted(() -> assertThat(segments().size()).isLessThan(3));
        assertThat(database.rows()).hasSize(200);
    }

    @Test
    void aFullOutboxRefusesAndRaisesTheAlarmBefore() {
        database.away(true);
        JournalOutbox outbox = open(20_000);
        List<OutboxEntry> taken = new ArrayList<>();
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        while (!last.isCompletedExceptionally()) {
            OutboxEntry entry = entry();
            last = outbox.append(List.of(entry)).toCompletableFuture();
            last.exceptionally(e -> null).join();
            if (!last.isCompletedExceptionally()) {
                taken.add(entry);
            }
        }
        assertThatThrownBy(last::join).hasRootCauseInstanceOf(OutboxFullException.class);
        assertThat(outbox.isAlarming()).isTrue();
        assertThat(taken.size()).isGreaterThan(20);
        database.away(false);
        await().until(() -> outbox.waiting() == 0);
        assertThat(database.rows()).containsExactlyElementsOf(taken);
    }

    @Test
    void anEntryThatTheDatabaseNeverTakesIsPutAside() throws IOException {
        List<OutboxEntry> entries = entries(3);
        database.refuses(entries.get(1)::equals);
        JournalOutbox outbox = open(1024 * 1024);
        entries.forEach(entry -> append(outbox, entry));
        await().until(() -> outbox.waiting() == 0);
        assertThat(database.rows()).containsExactly(entries.get(0), entries.get(2));
        assertThat(Files.size(folder.resolve("refused"))).isGreaterThan(100);
    }

    @Test
    void anEntryThatFailsAloneWhileTheDatabaseWorksIsPutAsideAndTheReasonIsLogged() throws IOException {
        List<OutboxEntry> entries = entries(5);
        database.away(true);
        database.chokesOn(entries.get(2)::equals);
        try (LogLines log = new LogLines()) {
            JournalOutbox outbox = open(1024 * 1024);
            outbox.append(entries).toCompletableFuture().join();
            database.away(false);
            OutboxEntry later = entry();
            append(outbox, later);
            await().until(() -> outbox.waiting() == 0);
            assertThat(database.rows())
                    .containsExactly(entries.get(0), entries.get(1), entries.get(3), entries.get(4), later);
            assertThat(Files.size(folder.resolve("refused"))).isGreaterThan(100);
            assertThat(log.with("does not take CallEnded of session "
                            + entries.get(2).session() + " (SQLSTATE XX001, could not read block 7)"))
                    .hasSize(1);
            assertThat(log.with("in trouble")).anyMatch(line -> line.contains("XX001"));
        }
    }

    @Test
    void noEntryIsBlamedWhileTheDatabaseTakesNoOtherRowEither() {
        // It goes away while it is being found out who is to blame.
        database.takesRows(1);
        database.chokesOn(entry -> true);
        JournalOutbox outbox = open(1024 * 1024);
        List<OutboxEntry> entries = entries(3);
        outbox.append(entries).toCompletableFuture().join();
        await().until(() -> database.calls() > 8);
        assertThat(folder.resolve("refused")).doesNotExist();
        database.chokesOn(entry -> false);
        await().untilAsserted(() -> assertThat(database.rows()).containsExactlyElementsOf(entries));
    }

    @Test
    void aBatchThatStaysWithTheDatabaseIsToldWhileItStays() {
        OutboxEntry entry = entry();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        database.holds(entry, answer);
        try (LogLines log = new LogLines()) {
            JournalOutbox outbox = open(1024 * 1024);
            append(outbox, entry);
            await().untilAsserted(() ->
                    assertThat(log.with("without an answer, 1 entries wait")).isNotEmpty());
            answer.complete(null);
            await().until(() -> outbox.waiting() == 0);
        }
    }

    @Test
    void theFolderIsForOneProcessAndItsOwnerOnly() throws IOException {
        JournalOutbox outbox = open(1024 * 1024);
        append(outbox, entry());
        assertThatThrownBy(() -> open(1024 * 1024)).hasMessageContaining("open already");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(segments().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatALaterVersionFindsInTheJournalItCanRead() throws IOException {
        SchemaGuard.check(OutboxSchema.SCHEMA, "journal/outbox-schema.txt");
    }

    @Test
    void afterTheEndNothingIsTaken() {
        JournalOutbox outbox = open(1024 * 1024);
        outbox.close();
        assertThat(outbox.append(List.of(entry())).toCompletableFuture()).isCompletedExceptionally();
    }

    private JournalOutbox open(long maximumBytes) {
        JournalOutbox outbox = new JournalOutbox(settings(Math.min(maximumBytes, 64 * 1024), maximumBytes), database);
        opened.add(outbox);
        return outbox;
    }

    private JournalSettings settings(long segmentBytes, long maximumBytes) {
        return new JournalSettings(
                folder,
                segmentBytes,
                maximumBytes,
                100,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofMillis(10));
    }

    private List<Path> segments() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(JournalOutbox outbox, OutboxEntry entry) {
        outbox.append(List.of(entry)).toCompletableFuture().join();
    }

    private static OutboxEntry entry() {
        return Samples.ended(Samples.call(ACCOUNT, Samples.TIME));
    }

    private static List<OutboxEntry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry()).toList();
    }
}
