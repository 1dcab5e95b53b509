// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallRecordStore;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the API sees of calls, and what it makes of them. */
class CallsTest {
    private static final Comparator<CallRecord> NEWEST_FIRST = Comparator.comparing(CallRecord::created)
            .thenComparing(record -> record.sid().value())
            .reversed();

    private final TestNode node = new TestNode();
    private final Database database = new Database();
    private final Calls calls = calls(Duration.ofSeconds(30));

    private Calls calls(Duration takeover) {
        return new Calls(
                node.engine,
                node.sessions,
                database,
                new NewCalls(node.engine, node.directory, new Random(7)),
                takeover);
    }

    /** A call that another node has, or had. */
    private CallSid elsewhere() {
        try (TestNode other = new TestNode()) {
            CallSid call = other.rings(1);
            await().until(() -> other.sessions.calls.get(call) != null
                    && other.sessions.calls.get(call).status() == CallStatus.IN_PROGRESS);
            node.sessions.calls.putAll(other.sessions.calls);
            node.sessions.orphans.add(other.sessions.saved.get(other.sessions.saved.size() - 1));
            return call;
        }
    }

    @Test
    void changeOfACallThatIsBeingTakenOverWaitsForIt() {
        CallSid call = elsewhere();
        node.carried.add(call);
        var changed = calls.modify(TestNode.ACCOUNT, call, "1", new CallChange.Complete())
                .toCompletableFuture();
        assertThat(changed).isNotDone();

        node.engine.tookOver(call);

        await().until(changed::isDone);
        assertThat(changed.join().sid()).isEqualTo(call);
        await().until(() -> node.signals(SignalCommand.HangUp.class).size() == 1);
    }

    @Test
    void changeOfACallOfAnotherNodeIsAConflictAndNotItsEnd() {
        CallSid call = elsewhere();

        var changed = calls(Duration.ZERO)
                .modify(TestNode.ACCOUNT, call, "1", new CallChange.Complete())
                .toCompletableFuture();

        assertThatThrownBy(changed::join)
                .cause()
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.CONFLICT));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void pagesOfLivingAndEndedCallsHaveEachCallOnceInOrder() {
        List<CallRecord> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            CallRecord record = record(i, Instant.EPOCH.plusSeconds(i / 3));
            all.add(record);
            if (i % 4 != 0) {
                database.records.add(record);
            }
            if (i % 4 <= 1) {
                node.sessions.calls.put(record.sid(), record);
            }
        }
        all.sort(NEWEST_FIRST);
        List<CallRecord> seen = new ArrayList<>();
        Optional<PageRequest.Cursor> next = Optional.empty();
        do {
            Page<CallRecord> page = calls.list(TestNode.ACCOUNT, CallFilter.ALL, new PageRequest(7, next));
            seen.addAll(page.items());
            next = page.next();
        } while (next.isPresent());

        assertThat(seen).isEqualTo(all);
    }

    @Test
    void cancelDoesNotOvertakeItsInvite() throws InterruptedException {
        CountDownLatch lookedUp = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        node.numbers = number -> {
            if (number.equals(new PhoneNumber("+15550002"))) {
                asked.countDown();
                waitFor(lookedUp);
            }
            return node.own(number);
        };
        CallSid call = create("+15550002").sid();
        asked.await();
        CallRecord canceled = calls.modify(TestNode.ACCOUNT, call, "c1", new CallChange.Cancel())
                .toCompletableFuture()
                .join();
        assertThat(canceled.status()).isEqualTo(CallStatus.CANCELED);
        lookedUp.countDown();

        await().until(() -> node.engine.sessions() == 0);
        assertThat(node.signals).hasExactlyElementsOfTypes(SignalCommand.Invite.class, SignalCommand.Cancel.class);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void destinationThatCannotBeLookedUpFailsTheCall() {
        node.numbers = number -> {
            if (number.equals(new PhoneNumber("+15550002"))) {
                throw new IllegalStateException("the database is away");
            }
            return node.own(number);
        };
        create("+15550002");

        await().until(() -> node.records().size() == 1);
        assertThat(node.records().get(0).status()).isEqualTo(CallStatus.FAILED);
    }

    @Test
    void callWithoutSignallingFailsAtOnce() {
        node.engine.unregister(node.signalling);
        create("sip:bob@example.com");

        await().until(() -> node.records().size() == 1);
        assertThat(node.records().get(0).status()).isEqualTo(CallStatus.FAILED);
        assertThat(node.records().get(0).sipStatus()).isEqualTo(503);
    }

    @Test
    void callThatRingsCannotBeRedirected() {
        CallSid call = create("sip:bob@example.com").sid();
        await().until(() -> node.signals(SignalCommand.Invite.class).size() == 1);

        assertThatThrownBy(() -> calls.modify(
                                TestNode.ACCOUNT,
                                call,
                                "c1",
                                new CallChange.Redirect(
                                        new NewCall.Instructions.Inline("<Response/>"), Optional.empty()))
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("it can be redirected when it has been answered");
    }

    @Test
    void keyThatIsUsedForAnotherChangeIsRefusedAndTheSameChangeActsOnce() {
        CallSid call = node.rings(1);
        await().until(() -> node.commands(MediaCommand.Play.class).size() == 1);
        CallChange redirect = new CallChange.Redirect(
                new NewCall.Instructions.Inline("<Response><Pause length='60'/></Response>"), Optional.empty());
        node.sessions.calls.put(
                call, node.engine.session(call).orElseThrow().legs().get(0).record());
        modify(call, "key-1", redirect);
        modify(call, "key-1", redirect);
        assertThat(node.commands(MediaCommand.Stop.class)).hasSize(1);

        assertThatThrownBy(() -> modify(call, "key-1", new CallChange.Complete()))
                .hasMessageContaining("used for a change with other parameters");
        assertThat(node.engine.session(call).orElseThrow().isOver()).isFalse();
    }

    private void modify(CallSid call, String key, CallChange change) {
        calls.modify(TestNode.ACCOUNT, call, key, change).toCompletableFuture().join();
    }

    @Test
    void callNamesTheNumberThatItShows() {
        PhoneNumberSid own = node.own(TestNode.NUMBER).orElseThrow().sid();

        assertThat(create("+15550001", "+15550002", "<Response/>").number()).contains(own);
        assertThat(create("sip:+15550001@anything", "+15550002", "<Response/>").number())
                .contains(own);
        assertThat(create("sip:anybody@anything", "sip:bob@example.com", "<Response/>")
                        .number())
                .isEmpty();
    }

    @Test
    void phoneIsNotShownANumberThatIsNotTheAccounts() {
        for (String from : List.of("+18005551234", "sip:+18005551234@anything", "sip:anybody@anything")) {
            assertThatThrownBy(() -> create(from, "+15550002", "<Response/>"))
                    .as(from)
                    .hasCauseInstanceOf(ApiException.class);
        }
        assertThat(create("sip:+15550001@anything", "+15550002", "<Response/>").from())
                .isEqualTo("sip:+15550001@anything");
        assertThat(create("sip:anybody@anything", "sip:bob@example.com", "<Response/>")
                        .from())
                .isEqualTo("sip:anybody@anything");
    }

    @Test
    void addressWithoutEndIsRefused() {
        String endless = "sip:" + "a".repeat(5_000) + "@example.com";
        assertThatThrownBy(() -> create(endless)).hasMessageContaining("512 characters");
    }

    @Test
    void warningsOfADocumentThatComesWithACallAreWrittenDown() {
        create("sip:bob@example.com", "<Response><Say voice='x' colour='red'>Hi</Say></Response>");

        await().until(() -> node.written.stream()
                .filter(OutboxEntry.Notified.class::isInstance)
                .map(entry -> ((OutboxEntry.Notified) entry).notification())
                .anyMatch(notification -> notification.message().contains("colour")));
    }

    @Test
    void callOfTheApiRingsAndLastsAsLongAsItWasAskedFor() {
        WebhookTarget fallback = new WebhookTarget("http://tenant.example.com/fallback", HttpMethod.POST);
        Instant before = Instant.now();
        CallSid call = calls.create(
                        TestNode.ACCOUNT,
                        new NewCall(
                                "sip:bob@example.com",
                                TestNode.NUMBER.e164(),
                                new NewCall.Instructions.FromUrl(
                                        new WebhookTarget("http://tenant.example.com/voice", HttpMethod.GET)),
                                Optional.of(fallback),
                                Optional.empty(),
                                Set.of(),
                                Duration.ofSeconds(25),
                                Optional.of(Duration.ofSeconds(100)),
                                Optional.empty()))
                .toCompletableFuture()
                .join()
                .sid();

        Session session = node.engine.session(call).orElseThrow();
        assertThat(session.script(call).orElseThrow().fallback()).contains(fallback);
        assertThat(seconds(session, "ring", before)).isBetween(25L, 40L);
        assertThat(seconds(session, "limit", before)).isBetween(125L, 140L);
    }

    private static long seconds(Session session, String alarm, Instant from) {
        return session.alarms().stream()
                .filter(a -> a.name().equals(alarm))
                .map(a -> Duration.between(from, a.due()).toSeconds())
                .findFirst()
                .orElseThrow();
    }

    private CallRecord create(String to) {
        return create(to, "<Response><Say>Hi</Say></Response>");
    }

    private CallRecord create(String to, String document) {
        return create(TestNode.NUMBER.e164(), to, document);
    }

    private CallRecord create(String from, String to, String document) {
        NewCall call = new NewCall(
                to,
                from,
                new NewCall.Instructions.Inline(document),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Duration.ofSeconds(60),
                Optional.empty(),
                Optional.empty());
        return calls.create(TestNode.ACCOUNT, call).toCompletableFuture().join();
    }

    private static CallRecord record(int number, Instant created) {
        CallSid sid = new CallSid("CA" + String.format("%032x", number * 7919 % 10_007));
        return new CallRecord(
                sid,
                sid,
                TestNode.ACCOUNT,
                Optional.empty(),
                CallDirection.INBOUND,
                "+15551234567",
                "+15550001",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                CallStatus.COMPLETED,
                created,
                created,
                created,
                Optional.empty(),
                Optional.of(created),
                0,
                "",
                "");
    }

    private static final class Database implements CallRecordStore {
        private final List<CallRecord> records = new ArrayList<>();

        @Override
        public Optional<CallRecord> find(AccountSid account, CallSid sid) {
            return records.stream().filter(r -> r.sid().equals(sid)).findFirst();
        }

        @Override
        public Page<CallRecord> list(AccountSid account, CallFilter filter, PageRequest page) {
            List<CallRecord> rest = records.stream()
                    .sorted(NEWEST_FIRST)
                    .filter(r -> page.after().map(c -> isAfter(r, c)).orElse(true))
                    .toList();
            List<CallRecord> items = rest.subList(0, Math.min(page.size(), rest.size()));
            CallRecord last = items.isEmpty() ? null : items.get(items.size() - 1);
            return new Page<>(
                    items,
                    rest.size() > items.size() && last != null
                            ? Optional.of(new PageRequest.Cursor(
                                    last.created(), last.sid().value()))
                            : Optional.empty());
        }

        private static boolean isAfter(CallRecord record, PageRequest.Cursor cursor) {
            int byTime = record.created().compareTo(cursor.created());
            return byTime < 0 || (byTime == 0 && record.sid().value().compareTo(cursor.sid()) < 0);
        }

        @Override
        public boolean delete(AccountSid account, CallSid sid) {
            return false;
        }
    }
}
