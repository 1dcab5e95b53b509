// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.prompts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Preparation;
import org.carillon.engine.media.PromptException;
import org.carillon.engine.media.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the pieces of one play or collection to the media server in their order. When all are ready, or after a head start, it
 * begins with what is there; but so that no hole follows the first words, sound is held back for a moment until there is a cushion
 * of it. What follows is appended: one message at a time, because datagrams may overtake one another, and each with all that has
 * become ready meanwhile. A piece that fails is left out and told at once, equal failures once.
 */
public final class PromptFeed {
    /** With so much to play there is time to make the next piece: sound flows. */
    static final Duration CUSHION = Duration.ofMillis(1500);

    /** Counted from the start, sound is held back no longer than this. */
    static final Duration HELD_BACK = Duration.ofSeconds(1);

    private static final Duration KEY = Duration.ofMillis(200);

    private enum Phase {
        /** Nothing was sent. */
        PREPARING,
        /** Something was sent and is not answered. */
        SENDING,
        /** The list plays, and more can be appended. */
        OPEN,
        OVER
    }

    /**
     * How it begins.
     *
     * @param headStart so long it waits for all pieces before it begins with some
     * @param appends whether the server takes more later; if not, what is not ready after the head start is left out
     */
    public record Manner(Duration headStart, boolean appends) {}

    /** Runs something later, on a thread of its own. */
    public interface Alarm {
        /** @return takes it back, when it has not run yet */
        Runnable after(Duration delay, Runnable action);
    }

    private record Message(boolean first, List<Segment> segments, boolean open) {}

    private final Preparation preparation;
    private final PromptReceiver receiver;
    private final Manner manner;
    private final CompletableFuture<MediaResult> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Map<Integer, List<Segment>> settled = new HashMap<>();
    private final List<Segment> ready = new ArrayList<>();
    private final Set<MediaFailure> told = new HashSet<>();
    private Phase phase = Phase.PREPARING;
    private int taken;
    private boolean headStartOver;
    private boolean flowing;
    private boolean stillAlive;
    private boolean givenUp;

    public PromptFeed(Preparation preparation, PromptReceiver receiver, Manner manner) {
        this.preparation = preparation;
        this.receiver = receiver;
        this.manner = manner;
    }

    /** @param alarm for the head start */
    public void start(Alarm alarm) {
        List<CompletionStage<List<Segment>>> pieces = preparation.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            int index = i;
            pieces.get(i).whenComplete((segments, failure) -> settle(index, segments, failure));
        }
        goOn();
        if (isPreparing()) {
            Runnable takeBack = alarm.after(manner.headStart(), this::headStartIsOver);
            begun().whenComplete((result, failure) -> takeBack.run());
            Runnable takeBackToo = manner.appends() ? alarm.after(HELD_BACK, this::flow) : () -> {};
            ended().whenComplete((nothing, failure) -> takeBackToo.run());
        }
    }

    /** The media server's answer to the beginning, or {@code Done} when it was stopped before; never fails. */
    public CompletionStage<MediaResult> begun() {
        return begun;
    }

    /**
     * Sends nothing more.
     *
     * @return whether the media server has not heard of the command, and never will
     */
    public boolean stop() {
        boolean unsent = end() == Phase.PREPARING;
        if (unsent) {
            begun.complete(new MediaResult.Done());
        }
        return unsent;
    }

    private CompletionStage<Void> ended() {
        return ended;
    }

    private synchronized boolean isPreparing() {
        return phase == Phase.PREPARING;
    }

    private void headStartIsOver() {
        if (!manner.appends()) {
            var late = new MediaFailure(
                    Kind.UNAVAILABLE,
                    "A prompt was not ready in " + manner.headStart().toSeconds() + " s.");
            for (int i = 0; i < preparation.pieces().size(); i++) {
                settle(i, null, new PromptException(late));
            }
        }
        synchronized (this) {
            headStartOver = true;
        }
        goOn();
    }

    private void flow() {
        synchronized (this) {
            flowing = true;
        }
        goOn();
    }

    private void settle(int index, @Nullable List<Segment> segments, @Nullable Throwable failure) {
        MediaFailure why = segments == null ? reason(failure) : null;
        if (why != null && isNews(index, why)) {
            // Before the piece counts as settled: the end of the list, and so of the play, must not be told before.
            receiver.leftOut(why);
        }
        synchronized (this) {
            if (settled.putIfAbsent(index, segments == null ? List.of() : segments) != null) {
                return;
            }
            stillAlive = stillAlive || segments == null;
            for (List<Segment> next = settled.get(taken); next != null; next = settled.get(taken)) {
                taken++;
                if (!givenUp) {
                    ready.addAll(next);
                }
            }
        }
        goOn();
    }

    private synchronized boolean isNews(int index, MediaFailure why) {
        return phase != Phase.OVER && !givenUp && !settled.containsKey(index) && told.add(why);
    }

    private static MediaFailure reason(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof PromptException known
                ? known.failure()
                : new MediaFailure(Kind.OTHER, "A prompt is not ready: " + cause);
    }

    private void goOn() {
        Message next;
        synchronized (this) {
            next = next();
        }
        if (next != null) {
            send(next);
        }
    }

    private @Nullable Message next() {
        boolean first = phase == Phase.PREPARING;
        if (!first && phase != Phase.OPEN) {
            return null;
        }
        boolean all = givenUp || taken == preparation.pieces().size();
        flowing = flowing || all || length(ready).compareTo(CUSHION) >= 0;
        boolean something = first ? headStartOver : (flowing && !ready.isEmpty()) || stillAlive;
        if (!all && !something) {
            return null;
        }
        int count = !flowing ? 0 : manner.appends() ? receiver.fitting(ready) : ready.size();
        List<Segment> segments = List.copyOf(ready.subList(0, count));
        ready.subList(0, count).clear();
        phase = Phase.SENDING;
        // A failure that is all there is to tell keeps the list from being closed for want of news.
        stillAlive = false;
        return new Message(first, segments, !all || !ready.isEmpty());
    }

    private static Duration length(List<Segment> segments) {
        Duration length = Duration.ZERO;
        for (Segment segment : segments) {
            length = length.plus(length(segment));
        }
        return length;
    }

    /** About how long it is heard. */
    private static Duration length(Segment segment) {
        if (segment instanceof Segment.File file) {
            return file.length();
        }
        if (segment instanceof Segment.Silence silence) {
            return silence.length();
        }
        return segment instanceof Segment.Digits digits
                ? KEY.multipliedBy(digits.digits().length())
                : Duration.ZERO;
    }

    private void send(Message message) {
        CompletionStage<MediaResult> answer = message.first()
                ? receiver.begin(message.segments(), message.open())
                : receiver.append(message.segments(), message.open());
        answer.whenComplete((result, failure) -> answered(
                message,
                result != null ? result : new MediaResult.Failed(new MediaFailure(Kind.OTHER, "failed: " + failure))));
    }

    private void answered(Message message, MediaResult result) {
        if (message.first()) {
            begun.complete(result);
        }
        if (result instanceof MediaResult.Failed failed && !giveUp(message, failed.failure())) {
            end();
            return;
        }
        if (!message.open() && result instanceof MediaResult.Done) {
            end();
            return;
        }
        synchronized (this) {
            phase = phase == Phase.SENDING ? Phase.OPEN : phase;
        }
        goOn();
    }

    /** Whether there is a list to be closed, although nothing can be added to it. */
    private boolean giveUp(Message message, MediaFailure failure) {
        synchronized (this) {
            if (message.first() || givenUp || phase == Phase.OVER || failure.kind() == Kind.GONE) {
                return false;
            }
            givenUp = true;
            ready.clear();
        }
        receiver.leftOut(new MediaFailure(failure.kind(), "The rest of the prompts is left out: " + failure.message()));
        preparation.abandon().run();
        return true;
    }

    /** The phase before. */
    private Phase end() {
        Phase before;
        synchronized (this) {
            before = phase;
            phase = Phase.OVER;
        }
        if (before != Phase.OVER) {
            preparation.abandon().run();
            receiver.over();
            ended.complete(null);
        }
        return before;
    }
}
