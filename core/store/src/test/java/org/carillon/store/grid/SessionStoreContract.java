// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.store.grid.SessionSamples.ACCOUNT;
import static org.carillon.store.grid.SessionSamples.CHILD;
import static org.carillon.store.grid.SessionSamples.ROOT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.junit.jupiter.api.Test;

/** What every grid does. */
abstract class SessionStoreContract {
    /** An empty one. */
    abstract SessionStore store();

    @Test
    void aSessionIsLoadedAsItWasSaved() {
        SessionStore store = store();
        Session session = SessionSamples.session(1);
        assertThat(get(store.save(session, List.of()))).isTrue();
        assertThat(get(store.load(ROOT))).contains(session);
        assertThat(get(store.load(CHILD))).isEmpty();
    }

    @Test
    void theOwnerSavesOneStepAfterTheOther() {
        SessionStore store = store();
        Session session = SessionSamples.session(1);
        get(store.save(session, List.of()));
        assertThat(get(store.save(session.nextStep(), List.of()))).isTrue();
        assertThat(get(store.load(ROOT))).contains(session.nextStep());
    }

    @Test
    void whoWasOvertakenIsRefusedAndChangesNothing() {
        SessionStore store = store();
        get(store.save(SessionSamples.session(2), List.of()));
        CallRecord call = SessionSamples.call(ROOT, Optional.empty());
        assertThat(get(store.save(SessionSamples.session(1), List.of(call)))).isFalse();
        assertThat(get(store.load(ROOT)))
                .map(session -> session.owner().epoch())
                .contains(2L);
        assertThat(get(store.call(ROOT))).isEmpty();
    }

    @Test
    void sessionOfANodeThatIsGoneIsFoundAndTakenOnce() {
        SessionStore store = store();
        Session session = SessionSamples.session(1);
        get(store.save(session, List.of()));
        assertThat(get(store.orphans())).containsExactly(session);
        assertThat(get(store.orphansAmong(Set.of(session.root())))).containsExactly(session);
        assertThat(get(store.orphansAmong(Set.of(new CallSid("CA" + "f".repeat(32))))))
                .isEmpty();

        Session taken = session.ownedBy(new Owner(store.node(), 2));
        assertThat(get(store.take(session))).contains(taken);
        assertThat(get(store.take(session))).isEmpty();
        assertThat(get(store.orphans())).isEmpty();
        assertThat(get(store.orphansAmong(Set.of(session.root())))).isEmpty();
        assertThat(get(store.load(ROOT))).contains(taken);
        assertThat(get(store.save(session.nextStep(), List.of()))).isFalse();
    }

    @Test
    void sessionThatIsOverIsNobodysOrphan() {
        SessionStore store = store();
        Session session = SessionSamples.session(1);
        get(store.save(session, List.of()));
        get(store.remove(ROOT));

        assertThat(get(store.orphans())).isEmpty();
        assertThat(get(store.orphansAmong(Set.of(session.root())))).isEmpty();
        assertThat(get(store.take(session))).isEmpty();
    }

    @Test
    void ofManyOwnersAtOnceTheLatestIsLeft() {
        SessionStore store = store();
        List<CompletableFuture<Boolean>> saves = LongStream.rangeClosed(1, 8)
                .mapToObj(epoch ->
                        CompletableFuture.supplyAsync(() -> get(store.save(SessionSamples.session(epoch), List.of()))))
                .toList();
        saves.forEach(SessionStoreContract::get);
        assertThat(get(store.load(ROOT)))
                .map(session -> session.owner().epoch())
                .contains(8L);
    }

    @Test
    void aSessionThatIsOverIsGoneAndWhoWasOvertakenCannotBringItBack() {
        SessionStore store = store();
        get(store.save(SessionSamples.session(2), List.of()));
        get(store.remove(ROOT));
        get(store.remove(ROOT));
        assertThat(get(store.load(ROOT))).isEmpty();
        assertThat(get(store.save(SessionSamples.session(1), List.of()))).isFalse();
        assertThat(get(store.load(ROOT))).isEmpty();
    }

    @Test
    void callsAreSeenUntilTheyAreForgotten() {
        SessionStore store = store();
        CallRecord root = SessionSamples.call(ROOT, Optional.empty());
        CallRecord child = SessionSamples.call(CHILD, Optional.of(ROOT));
        get(store.save(SessionSamples.session(1), List.of(root, child)));
        assertThat(get(store.call(CHILD))).contains(child);
        assertThat(get(store.callsOf(ACCOUNT))).containsExactlyInAnyOrder(root, child);
        assertThat(get(store.callsOf(new AccountSid("AC" + "f".repeat(32))))).isEmpty();
        get(store.remove(ROOT));
        assertThat(get(store.call(ROOT))).contains(root);
        get(store.forget(ROOT));
        assertThat(get(store.call(ROOT))).isEmpty();
        assertThat(get(store.callsOf(ACCOUNT))).containsExactly(child);
    }

    @Test
    void aCallThatHasEndedIsSeenAsEnded() {
        SessionStore store = store();
        CallRecord living = SessionSamples.call(ROOT, Optional.empty());
        CallRecord ended = SessionSamples.call(ROOT, Optional.empty(), CallStatus.COMPLETED);
        CallRecord child = SessionSamples.call(CHILD, Optional.of(ROOT));
        get(store.save(SessionSamples.session(1), List.of(living)));
        get(store.save(SessionSamples.session(1), List.of(ended, child)));
        assertThat(get(store.callsOf(ACCOUNT))).containsExactlyInAnyOrder(ended, child);
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
