// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.sip.replication.Images.KEY;
import static org.carillon.sip.replication.SharedCopiesContract.get;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private final InMemoryCopies grid = new InMemoryCopies();
    private final Replication one = new Replication(grid.node("one"));
    private final Replication two = new Replication(grid.node("two"));

    private static void changed(Replication node, ApplicationImage image) {
        node.changed(node.ticket(), image);
    }

    @Test
    void callOfANodeThatIsGoneGoesOnAtAnother() {
        changed(one, Images.ongoing(1));
        grid.leaves("one");

        assertThat(get(two.take(KEY))).isEqualTo(new Take.Taken(Images.ongoing(1)));

        changed(two, Images.ongoing(2));
        assertThat(grid.copy(KEY)).isEqualTo(new Copy("two", 2, Images.ongoing(2)));
    }

    @Test
    void callOfANodeThatIsThereIsLeftToIt() {
        changed(one, Images.ongoing(1));

        assertThat(get(two.take(KEY))).isEqualTo(new Take.Others());
        assertThat(grid.copy(KEY)).isEqualTo(new Copy("one", 1, Images.ongoing(1)));
    }

    @Test
    void ofTwoNodesThatWantACallOnlyOneGetsIt() {
        var three = new Replication(grid.node("three"));
        changed(one, Images.ongoing(1));
        grid.leaves("one");
        grid.hold();
        var first = two.take(KEY);
        var second = three.take(KEY);
        grid.release();

        assertThat(List.of(get(first), get(second)))
                .containsExactlyInAnyOrder(new Take.Taken(Images.ongoing(1)), new Take.Others());
    }

    @Test
    void callThatNobodyKnowsIsNotTaken() {
        assertThat(get(two.take(KEY))).isEqualTo(new Take.Nothing());
    }

    @Test
    void callOfOursThatHasJustEndedIsNotTakenBack() {
        changed(one, Images.ongoing(1));

        assertThat(get(one.take(KEY))).isEqualTo(new Take.Nothing());
    }

    @Test
    void bytesThatNobodyCanReadAreNoCall() {
        grid.put(KEY, new byte[] {99, 1, 2});

        assertThat(get(two.take(KEY))).isEqualTo(new Take.Nothing());
    }

    @Test
    void nodeThatWasTakenForGoneWritesNoMore() {
        changed(one, Images.ongoing(1));
        grid.leaves("one");
        get(two.take(KEY));

        changed(one, Images.ongoing(5));
        changed(one, Images.ongoing(6));
        one.ended(KEY);

        assertThat(grid.copy(KEY)).isEqualTo(new Copy("two", 2, Images.ongoing(1)));
    }

    @Test
    void whatDidNotChangeIsNotWrittenAgain() {
        changed(one, Images.ongoing(1));
        changed(one, Images.ongoing(1));

        assertThat(grid.writes()).isEqualTo(1);
    }

    @Test
    void whatChangesWhileTheGridWritesIsWrittenOnceAfterwards() {
        grid.hold();
        changed(one, Images.ongoing(1));
        changed(one, Images.ongoing(2));
        changed(one, Images.ongoing(3));
        grid.release();

        assertThat(grid.writes()).isEqualTo(2);
        assertThat(grid.copy(KEY)).isEqualTo(new Copy("one", 1, Images.ongoing(3)));
    }

    @Test
    void writeThatWasDoneAndCalledFailedDoesNotStopTheNext() {
        grid.failAfterWriting(1);
        changed(one, Images.ongoing(1));
        changed(one, Images.ongoing(2));

        assertThat(grid.copy(KEY)).isEqualTo(new Copy("one", 1, Images.ongoing(2)));
    }

    @Test
    void gridThatKeepsFailingIsTriedAgainWithTheNextChange() {
        grid.failAfterWriting(3);
        changed(one, Images.ongoing(1));
        changed(one, Images.ongoing(2));

        assertThat(grid.copy(KEY)).isEqualTo(new Copy("one", 1, Images.ongoing(2)));
    }

    @Test
    void endedCallHasNoCopy() {
        changed(one, Images.ongoing(1));
        changed(one, Images.over());

        assertThat(grid.copy(KEY)).isNull();
        assertThat(one.size()).isZero();
    }

    @Test
    void callThatEndsWhileTheGridWritesHasNoCopyAfterwards() {
        grid.hold();
        changed(one, Images.ongoing(1));
        one.ended(KEY);
        grid.release();

        assertThat(grid.copy(KEY)).isNull();
    }

    @Test
    void whatANodeLeavesBehindIsFoundByTheOthers() {
        changed(one, Images.ongoing(1));
        assertThat(two.orphans()).isEmpty();
        var told = new AtomicBoolean();
        two.whenNodesLeave(() -> told.set(true));

        grid.leaves("one");

        assertThat(told).isTrue();
        assertThat(two.orphans()).containsExactly(KEY);
        get(two.take(KEY));
        two.restored(KEY);
        assertThat(two.orphans()).isEmpty();
    }

    @Test
    void whoNoLongerWantsToKnowOfLeavingNodesIsNotTold() {
        var told = new AtomicBoolean();
        two.whenNodesLeave(() -> told.set(true)).run();

        grid.leaves("one");

        assertThat(told).isFalse();
    }

    @Test
    void persistentTimerIsReasonEnoughForACopy() {
        changed(one, Images.timed(false));
        assertThat(grid.copy(KEY)).isNull();

        changed(one, Images.timed(true));
        assertThat(grid.copy(KEY)).isNotNull();
    }

    @Test
    void imageThatWasMadeBeforeAnotherOneChangesNothingAfterIt() {
        var early = one.ticket();
        one.changed(one.ticket(), Images.ongoing(2));
        one.changed(early, Images.ongoing(1));

        assertThat(grid.copy(KEY)).isEqualTo(new Copy("one", 1, Images.ongoing(2)));
    }

    @Test
    void takingThatWasDoneAndCalledFailedIsFoundByTheNextOne() {
        changed(one, Images.ongoing(1));
        grid.leaves("one");
        grid.failAfterWriting(1);

        assertThat(get(two.take(KEY))).isEqualTo(new Take.Others());
        assertThat(two.orphans()).containsExactly(KEY);
        assertThat(get(two.take(KEY))).isEqualTo(new Take.Taken(Images.ongoing(1)));
        two.restored(KEY);
        assertThat(two.orphans()).isEmpty();
        assertThat(get(two.take(KEY))).isEqualTo(new Take.Nothing());
        changed(two, Images.ongoing(2));
        assertThat(grid.copy(KEY)).isEqualTo(new Copy("two", 2, Images.ongoing(2)));
    }

    @Test
    void takingThatWasDoneAndDeniedIsATaking() {
        changed(one, Images.ongoing(1));
        grid.leaves("one");
        grid.denyAfterWriting(1);

        assertThat(get(two.take(KEY))).isEqualTo(new Take.Taken(Images.ongoing(1)));
    }

    @Test
    void callOfAnApplicationThatGoesCanBeTakenByAnyNode() {
        changed(one, Images.ongoing(1));

        one.release("app");

        assertThat(one.size()).isZero();
        assertThat(two.orphans()).containsExactly(KEY);
        assertThat(get(two.take(KEY))).isEqualTo(new Take.Taken(Images.ongoing(1)));
    }

    @Test
    void callOfAnApplicationThatGoesIsLeftAsItWasLast() {
        grid.hold();
        changed(one, Images.ongoing(1));
        changed(one, Images.ongoing(2));
        one.release("app");
        grid.release();

        assertThat(get(two.take(KEY))).isEqualTo(new Take.Taken(Images.ongoing(2)));
    }

    @Test
    void nodeThatWasTakenForGoneRemovesNothing() {
        changed(one, Images.ongoing(1));
        grid.leaves("one");
        get(two.take(KEY));

        one.ended(KEY);

        assertThat(grid.copy(KEY)).isEqualTo(new Copy("two", 2, Images.ongoing(1)));
    }

    @Test
    void callThatBeginsAnewWhileItsCopyIsBeingRemovedHasOne() {
        changed(one, Images.ongoing(1));
        grid.hold();
        changed(one, Images.over());
        changed(one, Images.ongoing(2));
        grid.release();

        assertThat(grid.copy(KEY)).isEqualTo(new Copy("one", 1, Images.ongoing(2)));
    }

    @Test
    void callWithoutADialogNeverHasACopy() {
        changed(one, Images.over());

        assertThat(grid.writes()).isZero();
    }
}
