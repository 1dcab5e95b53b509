// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Preparation;
import org.carillon.engine.media.PromptException;
import org.carillon.engine.media.Segment;
import org.junit.jupiter.api.Test;

/** Which message goes out after which event; time and answers are the test's. */
class PromptFeedTest {
    private static final MediaResult DONE = new MediaResult.Done();
    private static final PromptFeed.Manner STREAMING = new PromptFeed.Manner(Duration.ofMillis(100), true);
    private static final PromptFeed.Manner ONCE = new PromptFeed.Manner(Duration.ofSeconds(60), false);

    private final List<CompletableFuture<List<Segment>>> pieces = Stream.<CompletableFuture<List<Segment>>>generate(
                    CompletableFuture::new)
            .limit(4)
            .toList();
    private final List<String> log = new ArrayList<>();
    private final Queue<CompletableFuture<MediaResult>> answers = new ArrayDeque<>();
    private Runnable headStartIsOver = () -> {
        throw new AssertionError("no alarm was set");
    };
    private Runnable heldBackLongEnough = () -> {
        throw new AssertionError("no alarm was set");
    };
    private Duration length = Duration.ofSeconds(2);
    private int most = 100;

    private final PromptReceiver receiver = new PromptReceiver() {
        @Override
        public CompletionStage<MediaResult> begin(List<Segment> segments, boolean open) {
            return sent("begin", segments, open);
        }

        @Override
        public CompletionStage<MediaResult> append(List<Segment> segments, boolean open) {
            return sent("append", segments, open);
        }

        private CompletionStage<MediaResult> sent(String what, List<Segment> segments, boolean open) {
            String list = segments.stream().map(s -> ((Segment.File) s).uri()).collect(Collectors.joining(","));
            log.add(what + " [" + list + "] " + (open ? "open" : "closed"));
            var answer = new CompletableFuture<MediaResult>();
            answers.add(answer);
            return answer;
        }

        @Override
        public int fitting(List<Segment> segments) {
            return Math.min(most, segments.size());
        }

        @Override
        public void leftOut(MediaFailure failure) {
            log.add("left out " + failure.kind());
        }

        @Override
        public void over() {
            log.add("over");
        }
    };

    private PromptFeed feed(PromptFeed.Manner manner) {
        var feed = new PromptFeed(new Preparation(List.copyOf(pieces), () -> log.add("abandoned")), receiver, manner);
        feed.start((delay, action) -> {
            if (delay.equals(PromptFeed.HELD_BACK)) {
                heldBackLongEnough = action;
                return () -> {};
            }
            headStartIsOver = action;
            return () -> log.add("alarm taken back");
        });
        return feed;
    }

    private void ready(int... numbers) {
        for (int number : numbers) {
            pieces.get(number).complete(List.of(new Segment.File("" + number, length)));
        }
    }

    private void fails(int number, Kind kind) {
        pieces.get(number).completeExceptionally(new PromptException(new MediaFailure(kind, "because")));
    }

    private void answered(MediaResult result) {
        answers.remove().complete(result);
    }

    private static MediaResult refused(Kind kind) {
        return new MediaResult.Failed(new MediaFailure(kind, "no"));
    }

    @Test
    void allThatIsReadyAtOnceIsOneMessageWithoutAnAlarm() {
        ready(0, 1, 2, 3);
        PromptFeed feed = feed(STREAMING);
        answered(DONE);
        assertThat(log).containsExactly("begin [0,1,2,3] closed", "abandoned", "over");
        assertThat(feed.begun().toCompletableFuture()).isCompletedWithValue(DONE);
    }

    @Test
    void nothingIsSentBeforeTheHeadStartIsOver() {
        feed(STREAMING);
        ready(0, 1, 2);
        assertThat(log).isEmpty();
        ready(3);
        answered(DONE);
        assertThat(log).containsExactly("begin [0,1,2,3] closed", "alarm taken back", "abandoned", "over");
    }

    @Test
    void oneMessageIsOnItsWayAtATimeAndTakesAllThatIsReady() {
        feed(STREAMING);
        headStartIsOver.run();
        ready(0, 1);
        answered(DONE);
        ready(2);
        answered(DONE);
        ready(3);
        answered(DONE);
        answered(DONE);
        assertThat(log)
                .containsExactly(
                        "begin [] open",
                        "alarm taken back",
                        "append [0,1] open",
                        "append [2] open",
                        "append [3] closed",
                        "abandoned",
                        "over");
    }

    @Test
    void soundIsHeldBackUntilThereIsEnoughOfIt() {
        length = Duration.ofMillis(800);
        feed(STREAMING);
        ready(0);
        headStartIsOver.run();
        answered(DONE);
        assertThat(log).as("keys count already").containsExactly("begin [] open", "alarm taken back");
        ready(1);
        answered(DONE);
        ready(2);
        assertThat(log).endsWith("append [0,1] open", "append [2] open");
    }

    @Test
    void soundIsNotHeldBackForLong() {
        length = Duration.ZERO;
        feed(STREAMING);
        ready(0);
        headStartIsOver.run();
        answered(DONE);
        heldBackLongEnough.run();
        assertThat(log).last().isEqualTo("append [0] open");
        answered(DONE);
        ready(1);
        assertThat(log).last().isEqualTo("append [1] open");
    }

    @Test
    void endIsNotHeldBack() {
        length = Duration.ZERO;
        feed(STREAMING);
        headStartIsOver.run();
        answered(DONE);
        ready(0, 1, 2, 3);
        assertThat(log).last().isEqualTo("append [0,1,2,3] closed");
    }

    @Test
    void piecesKeepTheirOrder() {
        feed(STREAMING);
        ready(2, 1);
        headStartIsOver.run();
        answered(DONE);
        ready(3);
        assertThat(log).containsExactly("begin [] open", "alarm taken back");
        ready(0);
        assertThat(log).last().isEqualTo("append [0,1,2,3] closed");
    }

    @Test
    void whatDoesNotFitFollows() {
        most = 3;
        ready(0, 1, 2, 3);
        feed(STREAMING);
        answered(DONE);
        answered(DONE);
        assertThat(log).startsWith("begin [0,1,2] open", "append [3] closed");
    }

    @Test
    void failureIsToldAtOnceAndBeforeTheListIsClosed() {
        ready(0, 1, 2);
        feed(STREAMING);
        headStartIsOver.run();
        answered(DONE);
        fails(3, Kind.SPEECH_FAILED);
        answered(DONE);
        assertThat(log)
                .containsExactly(
                        "begin [0,1,2] open",
                        "alarm taken back",
                        "left out SPEECH_FAILED",
                        "append [] closed",
                        "abandoned",
                        "over");
    }

    @Test
    void failureAloneKeepsTheListAlive() {
        feed(STREAMING);
        headStartIsOver.run();
        answered(DONE);
        fails(1, Kind.SPEECH_FAILED);
        assertThat(log).last().isEqualTo("append [] open");
    }

    @Test
    void equalFailuresAreToldOnce() {
        fails(0, Kind.SPEECH_FAILED);
        fails(1, Kind.SPEECH_FAILED);
        fails(2, Kind.PROMPT_INVALID);
        ready(3);
        feed(STREAMING);
        assertThat(log).containsExactly("left out SPEECH_FAILED", "left out PROMPT_INVALID", "begin [3] closed");
    }

    @Test
    void stoppedBeforeItBeganIsNeverSent() {
        PromptFeed feed = feed(STREAMING);
        assertThat(feed.stop()).isTrue();
        headStartIsOver.run();
        ready(0, 1, 2, 3);
        assertThat(log).containsExactly("abandoned", "over", "alarm taken back");
        assertThat(feed.begun().toCompletableFuture()).isCompletedWithValue(DONE);
        assertThat(feed.stop()).isFalse();
    }

    @Test
    void stoppedWhileItBeginsSendsNothingMoreAndStillTellsTheAnswer() {
        PromptFeed feed = feed(STREAMING);
        headStartIsOver.run();
        assertThat(feed.stop()).isFalse();
        fails(0, Kind.SPEECH_FAILED);
        assertThat(feed.begun().toCompletableFuture()).isNotDone();
        answered(DONE);
        ready(1, 2, 3);
        assertThat(log).containsExactly("begin [] open", "abandoned", "over", "alarm taken back");
        assertThat(feed.begun().toCompletableFuture()).isCompletedWithValue(DONE);
    }

    @Test
    void refusedBeginningIsTheResult() {
        PromptFeed feed = feed(STREAMING);
        headStartIsOver.run();
        answered(refused(Kind.UNAVAILABLE));
        assertThat(feed.begun().toCompletableFuture()).isCompletedWithValue(refused(Kind.UNAVAILABLE));
        assertThat(log).endsWith("abandoned", "over");
    }

    @Test
    void refusedAppendIsToldAndTheListIsClosed() {
        feed(STREAMING);
        headStartIsOver.run();
        answered(DONE);
        ready(0);
        answered(refused(Kind.NO_CAPACITY));
        ready(1, 2);
        fails(3, Kind.SPEECH_FAILED);
        answered(refused(Kind.UNAVAILABLE));
        assertThat(log)
                .containsExactly(
                        "begin [] open",
                        "alarm taken back",
                        "append [0] open",
                        "left out NO_CAPACITY",
                        "abandoned",
                        "append [] closed",
                        "abandoned",
                        "over");
    }

    @Test
    void goneEndpointIsTheEnd() {
        feed(STREAMING);
        headStartIsOver.run();
        answered(DONE);
        ready(0);
        answered(refused(Kind.GONE));
        assertThat(log).endsWith("append [0] open", "abandoned", "over");
    }

    @Test
    void serverWithoutOpenListsGetsWhatIsReadyAfterALongWait() {
        most = 1;
        feed(ONCE);
        ready(0, 2, 3);
        headStartIsOver.run();
        answered(DONE);
        assertThat(log)
                .containsExactly(
                        "left out UNAVAILABLE", "begin [0,2,3] closed", "alarm taken back", "abandoned", "over");
    }
}
