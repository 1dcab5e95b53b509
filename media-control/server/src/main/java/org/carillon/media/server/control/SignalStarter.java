// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.carillon.media.mgcp.codec.AuArguments;
import org.carillon.media.mgcp.codec.AuSegment;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.mgcp.codec.Signal;
import org.carillon.media.server.audio.Keypad;
import org.carillon.media.server.audio.Pcm;
import org.carillon.media.server.endpoint.Endpoint;
import org.carillon.media.server.endpoint.Mixer;
import org.carillon.media.server.prompt.Piece;
import org.carillon.media.server.prompt.PromptLoader;
import org.carillon.media.server.prompt.Segment;
import org.carillon.media.server.record.Recorder;
import org.carillon.media.server.record.RecordingRules;
import org.carillon.media.server.signal.Collect;
import org.carillon.media.server.signal.CollectRules;
import org.carillon.media.server.signal.EndReason;
import org.carillon.media.server.signal.KeySink;
import org.carillon.media.server.signal.Play;
import org.carillon.media.server.signal.Prompt;
import org.carillon.media.server.signal.PromptedSignal;
import org.carillon.media.server.signal.Record;
import org.carillon.media.server.signal.SoundSource;
import org.jspecify.annotations.Nullable;

/** Reads the signals of the AU package and starts them. Reading everything comes first, so that a fault changes nothing. */
final class SignalStarter {
    private static final String APPEND = "ap";
    private static final int FRAMES_A_TENTH = 5;
    private static final int MOST_SEGMENTS = 500;
    private static final int LONGEST_RECORDING = 144_000;
    private static final int DEFAULT_RECORDING = 36_000;
    private static final Set<String> PLAY_KEYS = Set.of("an", "op", "it", "iv", "du");
    private static final Set<String> COLLECT_KEYS =
            Set.of("ip", "op", "it", "ni", "cb", "mn", "mx", "fdt", "idt", "eik");
    private static final Set<String> RECORD_KEYS = Set.of("ip", "ni", "ri", "rlt", "prt", "pst", "eik", "tr", "ch");
    private static final Set<String> APPEND_KEYS = Set.of("rq", "an", "op");
    private static final Set<String> END_KEYS = Set.of("sg", "rq");

    private final PromptLoader prompts;
    private final Path recordings;
    private final Executor disk;
    private final Executor loop;
    private final AtomicLong unnamed = new AtomicLong(System.currentTimeMillis());

    /**
     * @param recordings folder of recordings
     * @param disk workers that write
     * @param loop the media loop
     */
    SignalStarter(PromptLoader prompts, Path recordings, Executor disk, Executor loop) {
        this.prompts = prompts;
        this.recordings = recordings;
        this.disk = disk;
        this.loop = loop;
    }

    /**
     * Reads a signal; what comes back starts it.
     *
     * @throws org.carillon.media.mgcp.codec.MgcpSyntaxException 518, 522 or 538
     */
    Runnable prepare(Endpoint endpoint, String requestId, Signal signal) {
        if (!signal.name().packageName().equals("AU")) {
            throw Fault.of(ReturnCode.UNKNOWN_PACKAGE, "only signals of AU are known");
        }
        AuArguments arguments = signal.au();
        try {
            return switch (signal.name().event()) {
                case "pa" -> play(endpoint, requestId, arguments);
                case "pc" -> collect(endpoint, requestId, arguments);
                case "pr" -> record(endpoint, requestId, arguments);
                case APPEND -> append(endpoint, arguments);
                case "es" -> end(endpoint, arguments);
                default ->
                    throw Fault.of(
                            ReturnCode.UNKNOWN_EVENT, "AU/" + signal.name().event() + " is not known");
            };
        } catch (IllegalArgumentException e) {
            throw Fault.of(ReturnCode.BAD_EVENT_PARAMETER, String.valueOf(e.getMessage()));
        }
    }

    private Runnable play(Endpoint endpoint, String requestId, AuArguments arguments) {
        known(arguments, PLAY_KEYS);
        List<Segment> segments = segments(arguments, "an");
        boolean open = arguments.flag("op", false);
        if (segments.isEmpty() && !open) {
            throw new IllegalArgumentException("an= is needed");
        }
        int turns = turns(arguments);
        int pause = tenths(arguments, "iv", 0) * FRAMES_A_TENTH * Pcm.FRAME;
        int longest = tenths(arguments, "du", 0) * FRAMES_A_TENTH;
        return () -> {
            Prompt prompt = new Prompt(this::load, endpoint.keySink(), turns, pause);
            start(endpoint, new Play(requestId, prompt, longest, endpoint.state()), segments, open);
        };
    }

    private Runnable collect(Endpoint endpoint, String requestId, AuArguments arguments) {
        known(arguments, COLLECT_KEYS);
        List<Segment> segments = segments(arguments, "ip");
        boolean open = arguments.flag("op", false);
        int turns = turns(arguments);
        boolean forget = arguments.flag("cb", false);
        int least = arguments.number("mn").orElse(1);
        CollectRules rules = new CollectRules(
                least,
                arguments.number("mx").orElse(Math.max(1, least)),
                tenths(arguments, "fdt", 50) * FRAMES_A_TENTH,
                tenths(arguments, "idt", 30) * FRAMES_A_TENTH,
                endKeys(arguments, "#"),
                !arguments.flag("ni", false));
        return () -> {
            if (forget) {
                endpoint.state().signals().typedAhead().clear();
            }
            var typedAhead = endpoint.state().signals().typedAhead();
            Prompt prompt = new Prompt(this::load, endpoint.keySink(), turns, 0);
            start(endpoint, new Collect(requestId, prompt, rules, typedAhead, endpoint.state()), segments, open);
        };
    }

    private Runnable record(Endpoint endpoint, String requestId, AuArguments arguments) {
        known(arguments, RECORD_KEYS);
        List<Segment> segments = segments(arguments, "ip");
        boolean bargeIn = !arguments.flag("ni", false);
        int longest = arguments.number("rlt").orElse(DEFAULT_RECORDING);
        int channels = arguments.number("ch").orElse(1);
        if (longest > LONGEST_RECORDING) {
            throw new IllegalArgumentException("rlt is at most " + LONGEST_RECORDING);
        }
        if (channels != 1 && !(endpoint instanceof Mixer)) {
            throw new IllegalArgumentException("only a mixer records two channels");
        }
        RecordingRules rules = new RecordingRules(
                arguments.text("ri").orElseGet(() -> "recording-" + unnamed.incrementAndGet()),
                longest * FRAMES_A_TENTH,
                tenths(arguments, "prt", 0) * FRAMES_A_TENTH,
                tenths(arguments, "pst", 0) * FRAMES_A_TENTH,
                endKeys(arguments, ""),
                arguments.flag("tr", false),
                channels);
        return () -> {
            Prompt prompt = new Prompt(this::load, KeySink.NONE, 1, 0);
            Recorder recorder = new Recorder(rules, recordings, disk);
            start(endpoint, new Record(requestId, prompt, recorder, bargeIn, loop, endpoint.state()), segments, false);
        };
    }

    private static Runnable append(Endpoint endpoint, AuArguments arguments) {
        known(arguments, APPEND_KEYS);
        String request = arguments.text("rq").orElseThrow(() -> new IllegalArgumentException("rq= is needed"));
        List<Segment> segments = segments(arguments, "an");
        boolean open = arguments.flag("op", false);
        Optional<PromptedSignal> running = endpoint.state().signals().running(request);
        if (running.filter(signal -> signal.room() < segments.size()).isPresent()) {
            throw Fault.of(
                    ReturnCode.INSUFFICIENT_RESOURCES, "a list takes at most " + Prompt.MOST_SEGMENTS + " segments");
        }
        return () -> running.ifPresent(signal -> signal.append(segments, open));
    }

    /** Whether it adds to what runs already. */
    static boolean isAppending(Signal signal) {
        return signal.name().event().equals(APPEND);
    }

    private static Runnable end(Endpoint endpoint, AuArguments arguments) {
        known(arguments, END_KEYS);
        String kind = arguments.text("sg").orElse("all");
        if (!Set.of("pa", "pc", "pr", "all").contains(kind)) {
            throw new IllegalArgumentException("sg is pa, pc, pr or all");
        }
        String request = arguments.text("rq").orElse("");
        Predicate<org.carillon.media.server.signal.Signal> which =
                signal -> (kind.equals("all") || signal.name().equals(kind))
                        && (request.isEmpty() || signal.requestId().equals(request));
        return () -> endpoint.state().signals().stop(which, EndReason.STOPPED);
    }

    private static void start(Endpoint endpoint, PromptedSignal signal, List<Segment> segments, boolean open) {
        endpoint.state().signals().start(signal);
        signal.append(segments, open);
    }

    private void load(Segment segment, SoundSource.Arrival arrival) {
        CompletionStage<List<Piece>> loading = prompts.load(segment);
        if (loading.toCompletableFuture().isDone()) {
            loading.whenComplete((pieces, failure) -> deliver(arrival, pieces, failure));
        } else {
            loading.whenComplete((pieces, failure) -> loop.execute(() -> deliver(arrival, pieces, failure)));
        }
    }

    private static void deliver(
            SoundSource.Arrival arrival, @Nullable List<Piece> pieces, @Nullable Throwable failure) {
        if (pieces != null) {
            arrival.ready(pieces);
        } else {
            arrival.lost(failure == null ? "unknown" : PromptLoader.reason(failure));
        }
    }

    private static void known(AuArguments arguments, Set<String> keys) {
        for (String key : arguments.values().keySet()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("parameter " + key + " is not known");
            }
        }
    }

    private static List<Segment> segments(AuArguments arguments, String key) {
        List<AuSegment> items = arguments.segments(key);
        if (items.size() > MOST_SEGMENTS) {
            throw new IllegalArgumentException("more than " + MOST_SEGMENTS + " segments");
        }
        return items.stream().map(item -> Segment.parse(item.text())).toList();
    }

    private static int turns(AuArguments arguments) {
        if (arguments.text("it").filter("-1"::equals).isPresent()) {
            return -1;
        }
        int turns = arguments.number("it").orElse(1);
        if (turns < 1) {
            throw new IllegalArgumentException("it is 1 or more, or -1 for ever");
        }
        return turns;
    }

    /** Times in 100 ms, at most four hours. */
    private static int tenths(AuArguments arguments, String key, int otherwise) {
        int tenths = arguments.number(key).orElse(otherwise);
        if (tenths > LONGEST_RECORDING) {
            throw new IllegalArgumentException(key + " is at most " + LONGEST_RECORDING);
        }
        return tenths;
    }

    private static String endKeys(AuArguments arguments, String otherwise) {
        if (!arguments.has("eik")) {
            return otherwise;
        }
        String keys = arguments.segments("eik").stream().map(AuSegment::text).collect(Collectors.joining());
        if (keys.equals("none")) {
            return "";
        }
        if (!keys.chars().allMatch(key -> Keypad.isKey((char) key))) {
            throw new IllegalArgumentException("eik takes keys 0-9 * # A-D, or none");
        }
        return keys;
    }
}
