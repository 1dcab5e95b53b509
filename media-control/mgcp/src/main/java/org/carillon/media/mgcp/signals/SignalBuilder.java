// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.signals;

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

    private SignalBuilder() {}

    /** @throws IllegalArgumentException when the server cannot play one of the segments */
    public static Signal play(MediaCommand.Play play, List<Segment> segments, PeerProfile peer) {
        List<AuSegment> words = words(segments, peer);
        if (words.isEmpty()) {
            words = words(List.of(new Segment.Silence(Duration.ofMillis(20))), peer);
        }
        AuArguments arguments = AuArguments.NONE.with("an", words);
        if (play.loops() != 1) {
            arguments = arguments.with("it", play.loops() <= 0 ? -1 : play.loops());
        }
        return signal(SignalKind.PLAY, arguments);
    }

    /** @throws IllegalArgumentException when keys or a segment cannot be said */
    public static Signal collect(MediaCommand.Collect collect, List<Segment> segments, PeerProfile peer) {
        List<AuSegment> words = words(segments, peer);
        int most = collect.maxDigits() <= 0 ? MAX_DIGITS : Math.min(collect.maxDigits(), MAX_DIGITS);
        long timer = tenths(collect.digitTimeout());
        AuArguments arguments = words.isEmpty() ? AuArguments.NONE : AuArguments.NONE.with("ip", words);
        arguments = arguments
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

    private static List<AuSegment> words(List<Segment> segments, PeerProfile peer) {
        var words = new ArrayList<AuSegment>();
        for (Segment segment : segments) {
            if (!(segment instanceof Segment.File) && !peer.has(PeerProfile.Feature.EXTENSIONS)) {
                throw new IllegalArgumentException(
                        "a " + peer.name() + " server plays files only, no silence, digits or tones");
            }
            words.add(AuSegment.word(word(segment)));
        }
        return words;
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
