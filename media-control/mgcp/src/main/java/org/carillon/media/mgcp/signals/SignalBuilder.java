// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.signals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.Segment;
import org.carillon.media.mgcp.codec.AuArguments;
import org.carillon.media.mgcp.codec.AuSegment;
import org.carillon.media.mgcp.codec.Signal;
import org.carillon.media.mgcp.settings.PeerProfile;

/** Writes the engine's commands as signals of the AU package (docs/mgcp-profile.md, RFC 2897). Pure. */
public final class SignalBuilder {
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9*#A-DwW]+");
    private static final Set<String> RING_TONES = Set.of(
            "at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu", "il",
            "in", "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th", "uk", "us",
            "us-old", "tw", "ve", "za");
    private static final int MAX_DIGITS = 250;
    private static final int MAX_TENTHS = 864_000;

    /** What a message can carry of a list: a datagram has 16 KiB, and other lines beside it. */
    private static final int MAX_LIST_OCTETS = 14_500;

    /** Our server takes that many at once. */
    private static final int MAX_LIST_ITEMS = 500;

    private SignalBuilder() {}

    /**
     * @param list what is ready of the prompts
     * @throws IllegalArgumentException when the server cannot play one of the segments
     */
    public static Signal play(MediaCommand.Play play, SegmentList list, PeerProfile peer) {
        List<AuSegment> words = words(list.segments(), peer);
        if (words.isEmpty() && !list.open()) {
            words = List.of(shortSilence(peer));
        }
        AuArguments arguments = list(AuArguments.NONE, "an", words, list.open());
        if (play.loops() != 1) {
            arguments = arguments.with("it", play.loops() <= 0 ? -1 : play.loops());
        }
        return signal(SignalKind.PLAY, arguments);
    }

    /** @throws IllegalArgumentException when keys or a segment cannot be said */
    public static Signal collect(MediaCommand.Collect collect, SegmentList list, PeerProfile peer) {
        List<AuSegment> words = words(list.segments(), peer);
        int most = collect.maxDigits() <= 0 ? MAX_DIGITS : Math.min(collect.maxDigits(), MAX_DIGITS);
        long timer = tenths(collect.digitTimeout());
        AuArguments arguments = list(AuArguments.NONE, "ip", words, list.open())
                .with("ni", Boolean.toString(!collect.bargeIn()))
                // Keys typed before the prompt began were meant for something else.
                .with("cb", "true")
                .with("mn", 1)
                .with("mx", most)
                .with("fdt", timer)
                .with("idt", timer)
                .with("eik", endKeys(collect.finishOn()));
        return signal(SignalKind.COLLECT, arguments);
    }

    /** @throws IllegalArgumentException when keys cannot be said */
    public static Signal record(MediaCommand.Record record, PeerProfile peer) {
        AuArguments arguments = AuArguments.NONE;
        if (record.beep() && peer.has(PeerProfile.Feature.EXTENSIONS)) {
            arguments = arguments.with("ip", "tone:beep").with("ni", "true");
        }
        arguments = arguments.with("ri", record.recording()).with("rlt", tenths(record.maxLength()));
        if (!record.silence().isZero()) {
            arguments = arguments.with("prt", tenths(record.silence())).with("pst", tenths(record.silence()));
        }
        arguments = arguments.with("eik", endKeys(record.finishOn()));
        if (record.trimSilence()) {
            arguments = arguments.with("tr", "true");
        }
        if (record.dual()) {
            arguments = arguments.with("ch", 2);
        }
        return signal(SignalKind.RECORD, arguments);
    }

    /** Adds to the list of a request's signal; a list that is not open any more is complete. */
    public static Signal append(String requestId, SegmentList list, PeerProfile peer) {
        AuArguments arguments =
                list(AuArguments.NONE.with("rq", requestId), "an", words(list.segments(), peer), list.open());
        return signal(SignalKind.APPEND, arguments);
    }

    /** How many of these, counted from the first, one message can carry; at least one when there is one. */
    public static int fitting(List<Segment> segments) {
        int octets = 0;
        int count = 0;
        for (Segment segment : segments) {
            octets += octets(segment);
            if (count > 0 && (octets > MAX_LIST_OCTETS || count == MAX_LIST_ITEMS)) {
                return count;
            }
            count++;
        }
        return count;
    }

    /** At most; whether it can be said at all is seen when it is written. */
    private static int octets(Segment segment) {
        String text = segment instanceof Segment.File file
                ? file.uri()
                : segment instanceof Segment.Digits digits ? digits.digits() : "";
        return text.getBytes(StandardCharsets.UTF_8).length + 24;
    }

    /** Ends the signal of one request, whatever it is. */
    public static Signal end(String requestId) {
        return Signal.of("AU", "es", AuArguments.NONE.with("rq", requestId));
    }

    /** The value of {@code R} that watches for these digits; empty watches for none. */
    public static String watch(String digits) {
        if (!KEYS.matcher(digits).matches()) {
            throw new IllegalArgumentException("digits to watch for are 0-9 * # A-D");
        }
        return digits.isEmpty() ? "" : "D/[" + digits + "](N)";
    }

    private static Signal signal(SignalKind kind, AuArguments arguments) {
        return Signal.of("AU", kind.signal(), arguments);
    }

    private static String endKeys(String keys) {
        if (!KEYS.matcher(keys).matches()) {
            throw new IllegalArgumentException("finish keys are 0-9 * # A-D");
        }
        return keys.isEmpty() ? "none" : keys;
    }

    /** Tenths of a second, rounded up, at least one. */
    private static long tenths(Duration duration) {
        return Math.max(1, Math.min(MAX_TENTHS, (duration.toMillis() + 99) / 100));
    }

    private static AuArguments list(AuArguments arguments, String key, List<AuSegment> words, boolean open) {
        AuArguments with = words.isEmpty() ? arguments : arguments.with(key, words);
        return open ? with.with("op", "true") : with;
    }

    private static List<AuSegment> words(List<Segment> segments, PeerProfile peer) {
        boolean filesOnly = !peer.has(PeerProfile.Feature.EXTENSIONS);
        var words = new ArrayList<AuSegment>();
        for (Segment segment : segments) {
            // Sentences without the pause between them are better than none.
            if (filesOnly && segment instanceof Segment.Silence) {
                continue;
            }
            if (filesOnly && !(segment instanceof Segment.File)) {
                throw filesOnly(peer);
            }
            words.add(AuSegment.word(word(segment)));
        }
        return words;
    }

    /** A play that has nothing to be heard ends at once. */
    private static AuSegment shortSilence(PeerProfile peer) {
        if (!peer.has(PeerProfile.Feature.EXTENSIONS)) {
            throw filesOnly(peer);
        }
        return AuSegment.word("silence:20");
    }

    private static IllegalArgumentException filesOnly(PeerProfile peer) {
        return new IllegalArgumentException(
                "a " + peer.name() + " server plays files only, no silence, digits or tones");
    }

    private static String word(Segment segment) {
        if (segment instanceof Segment.File file) {
            return file.uri();
        }
        if (segment instanceof Segment.Silence silence) {
            return "silence:" + Math.max(0, silence.length().toMillis());
        }
        if (segment instanceof Segment.Digits digits
                && DIGITS.matcher(digits.digits()).matches()) {
            return "dtmf:" + digits.digits();
        }
        if (segment instanceof Segment.Tone tone) {
            return tone(tone, tone.country().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException("digits to play are 0-9 * # A-D w W");
    }

    private static String tone(Segment.Tone tone, String country) {
        return switch (tone.kind()) {
            case BEEP -> "tone:beep";
            case RINGBACK -> "tone:ring-" + (RING_TONES.contains(country) ? country : "us");
            case BUSY -> "tone:busy-" + busyRegion(country);
        };
    }

    private static String busyRegion(String country) {
        return switch (country) {
            case "uk", "gb" -> "uk";
            case "at",
                    "be",
                    "bg",
                    "ch",
                    "cz",
                    "de",
                    "dk",
                    "ee",
                    "es",
                    "fi",
                    "fr",
                    "gr",
                    "hu",
                    "it",
                    "lt",
                    "nl",
                    "no",
                    "pl",
                    "pt",
                    "se",
                    "eu" -> "eu";
            default -> "us";
        };
    }
}
