// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.audio.Alignment;
import org.carillon.testing.audio.Correlation;
import org.carillon.testing.audio.KeyDetector;
import org.carillon.testing.audio.KeyTone;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.ToneFit;
import org.carillon.testing.audio.ToneSearch;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.carillon.testing.rtp.HeardDigit;
import org.carillon.testing.rtp.HeardDigit.Road;
import org.carillon.testing.rtp.RtpSession;
import org.carillon.testing.rtp.RtpStats;

/**
 * Mouth and ear of a call. Everything heard is recorded from the first packet on. What an {@code await} looks at begins
 * at the mark: the beginning of the call, or the latest {@link #listenFromNow()}; so a sound that came a moment before
 * the test asked for it still counts.
 */
public final class CallAudio {
    private static final Duration KEY_ON = Duration.ofMillis(100);
    private static final Duration KEY_OFF = Duration.ofMillis(80);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration COSTLY_LOOK = Duration.ofMillis(250);

    private final RtpSession rtp;
    private final Supplier<List<HeardDigit>> infoDigits;
    private final Consumer<String> notes;
    private final Supplier<String> story;
    private final Duration patience;
    private volatile int mark;
    private volatile Instant markTime = Instant.EPOCH;

    CallAudio(PhoneLine line, RtpSession rtp, CallFacts facts, Consumer<String> notes, Supplier<String> story) {
        this.rtp = rtp;
        this.infoDigits = facts::infoDigits;
        this.notes = notes;
        this.story = story;
        this.patience = line.settings().patience();
    }

    // Mouth

    /** Plays a sine at -13 dBFS until {@link #stop()}. */
    public void playTone(double hertz) {
        playTone(hertz, Tones.DEFAULT_LEVEL);
    }

    /** Plays a sine at a level in dBFS until {@link #stop()}. */
    public void playTone(double hertz, double dbfs) {
        notes.accept("plays %.0f Hz".formatted(hertz));
        rtp.playTone(hertz, dbfs);
    }

    /** Plays a sound after those that still wait, and returns at once. */
    public void play(Sound sound) {
        notes.accept("plays " + sound);
        rtp.play(sound);
    }

    /** Plays a WAV file after what still waits, and returns at once. */
    public void play(Path wav) {
        play(Wav.read(wav));
    }

    /** Waits until everything was played or the call is over; a tone without end does not count. */
    public void awaitPlayed(Duration atMost) {
        Waiting.untilTrue(atMost, rtp::playedAll, () -> "all played\n" + story.get());
    }

    /** Stops playing; silence is sent from now on. */
    public void stop() {
        rtp.stopPlaying();
    }

    /** Presses keys as RFC 4733 events of 100 ms with 80 ms between, and waits until they are sent or the call is over. */
    public void pressKeys(String keys) {
        pressKeys(keys, KEY_ON, KEY_OFF);
    }

    /** Presses keys as RFC 4733 events, and waits until they are sent or the call is over. */
    public void pressKeys(String keys, Duration on, Duration off) {
        notes.accept("presses " + keys + " (RFC 4733)");
        rtp.pressKeys(keys, on, off);
        Duration needed = on.plus(off).multipliedBy(keys.length()).plus(patience);
        Waiting.untilTrue(
                needed,
                rtp::pressedAll,
                () -> "keys " + keys + " sent; does the other side accept" + " telephone events?\n" + story.get());
    }

    /** Presses keys as tones in the audio, 100 ms each with 80 ms between, and waits until they are sent or the call is over. */
    public void pressKeysInBand(String keys) {
        notes.accept("presses " + keys + " (in-band)");
        Sound tones = Tones.keys(keys, KEY_ON, KEY_OFF);
        rtp.play(tones);
        awaitPlayed(tones.duration().plus(patience));
    }

    // Ear

    /** Sets the mark: from here on. */
    public void listenFromNow() {
        mark = rtp.now();
        markTime = Instant.now();
    }

    /** Everything heard since the mark. */
    public Sound heard() {
        return rtp.heardFrom(mark);
    }

    /** Everything heard since the first packet. */
    public Sound heardAll() {
        return rtp.heardFrom(0);
    }

    /** When a place in {@link #heardAll()} came in. */
    public Instant timeOf(Duration offset) {
        return rtp.timeOf(Sound.samplesIn(offset, Sound.TELEPHONE_RATE));
    }

    /** Waits for a tone that stands 20 dB above everything else for 200 ms, with the phone's patience. */
    public ToneFit awaitTone(double hertz) {
        return awaitTone(hertz, patience);
    }

    /**
     * Waits for a tone that stands 20 dB above everything else for 200 ms.
     *
     * @throws NotSeen if it does not come
     */
    public ToneFit awaitTone(double hertz, Duration atMost) {
        ToneFit found = Waiting.until(
                atMost,
                COSTLY_LOOK,
                () -> Optional.of(tone(hertz)).filter(ToneFit::clear),
                () -> "a clear tone of %.0f Hz; the best was: %s, heard %s\n%s"
                        .formatted(hertz, tone(hertz), heard(), story.get()));
        notes.accept("hears %.0f Hz, %.0f dB over the rest".formatted(hertz, found.marginDb()));
        return found;
    }

    /** How well a tone stands out in the best 200 ms since the mark. */
    public ToneFit tone(double hertz) {
        return ToneSearch.best(heard(), hertz);
    }

    /** Waits until something louder than the level was heard for 200 ms since the mark; gives its level in dBFS. */
    public double awaitSound(double dbfs, Duration atMost) {
        double level = Waiting.until(
                atMost,
                LOOK,
                () -> Optional.of(loudest()).filter(l -> l >= dbfs),
                () -> "sound of at least %.0f dBFS; the loudest was %.1f\n%s".formatted(dbfs, loudest(), story.get()));
        notes.accept("hears sound, %.0f dBFS".formatted(level));
        return level;
    }

    /** Level of the loudest 200 ms since the mark, in dBFS. */
    public double loudest() {
        Sound heard = heard();
        int window = Sound.TELEPHONE_RATE / 5;
        double loudest = Sound.SILENT_DBFS;
        for (int at = 0; at + window <= heard.length(); at += window / 4) {
            loudest = Math.max(loudest, heard.slice(at, at + window).levelDbfs());
        }
        return loudest;
    }

    /** Waits until nothing above -50 dBFS was heard for this long, up to the present; no packets count as silence. */
    public void awaitSilence(Duration quiet, Duration atMost) {
        Waiting.untilTrue(atMost, () -> quietNow(quiet), () -> "silence of " + quiet + "\n" + story.get());
        notes.accept("hears silence");
    }

    private boolean quietNow(Duration quiet) {
        int now = rtp.now();
        int from = now - Sound.samplesIn(quiet, Sound.TELEPHONE_RATE);
        return from >= mark && rtp.heardFrom(from).levelDbfs() < ToneFit.AUDIBLE;
    }

    /**
     * Waits until the reference was heard whole since the mark: correlation at least 0.9, each second of it within 100
     * ms of its place.
     *
     * @return where; the offset counts from the mark
     * @throws NotSeen if it does not come
     */
    public Alignment awaitHeard(Sound reference, Duration atMost) {
        Alignment found = Waiting.until(
                atMost,
                COSTLY_LOOK,
                () -> Optional.of(match(reference)).filter(m -> m.same() && isOver(m, reference)),
                () -> "the sound " + reference + "; best match " + match(reference) + " in " + heard() + "\n"
                        + story.get());
        notes.accept("hears the expected sound, " + found);
        return found;
    }

    /** Whether all of it can have come: a match of 0.9 is there some time before the end of the reference. */
    private boolean isOver(Alignment found, Sound reference) {
        boolean enough = found.offset().plus(reference.duration()).compareTo(heard().duration()) <= 0;
        return enough || rtp.quietFor().compareTo(COSTLY_LOOK) > 0;
    }

    /** Where and how well the reference lies in what was heard since the mark. */
    public Alignment match(Sound reference) {
        Sound heard = heard();
        return heard.length() < reference.length() / 2
                ? new Alignment(0, Duration.ZERO, Duration.ZERO)
                : Correlation.find(reference, heard);
    }

    /** Keys heard since the mark by one road. */
    public List<HeardDigit> digits(Road road) {
        List<HeardDigit> all = switch (road) {
            case RTP_EVENT -> rtp.eventDigits();
            case SIP_INFO -> infoDigits.get();
            case IN_BAND -> inBand();
        };
        return all.stream().filter(d -> !d.at().isBefore(markTime)).toList();
    }

    private List<HeardDigit> inBand() {
        var digits = new ArrayList<HeardDigit>();
        for (KeyTone tone : KeyDetector.keysIn(heardAll())) {
            digits.add(new HeardDigit(tone.key(), Road.IN_BAND, timeOf(tone.start()), tone.length()));
        }
        return digits;
    }

    /** Keys heard since the mark by one road, as text. */
    public String digitText(Road road) {
        var text = new StringBuilder();
        digits(road).forEach(digit -> text.append(digit.key()));
        return text.toString();
    }

    /** Waits until exactly these keys were heard since the mark by any one road, with the phone's patience. */
    public Road awaitDigits(String keys) {
        return awaitDigits(keys, patience);
    }

    /** Waits until exactly these keys were heard since the mark by any one road, and tells which. */
    public Road awaitDigits(String keys, Duration atMost) {
        return Waiting.until(
                atMost,
                LOOK,
                () -> List.of(Road.values()).stream()
                        .filter(road -> digitText(road).equals(keys))
                        .findFirst(),
                () -> "keys " + keys + "; heard events '" + digitText(Road.RTP_EVENT) + "', tones '"
                        + digitText(Road.IN_BAND) + "', INFO '" + digitText(Road.SIP_INFO) + "'\n" + story.get());
    }

    /** Waits until no RTP packet has come for this long. */
    public void awaitNoPackets(Duration quiet, Duration atMost) {
        Waiting.untilTrue(
                atMost, () -> rtp.quietFor().compareTo(quiet) >= 0, () -> "RTP stops\n" + stats() + "\n" + story.get());
        notes.accept("RTP has stopped");
    }

    /** Packets sent, received, lost. */
    public RtpStats stats() {
        return rtp.stats();
    }

    /** Writes everything heard since the first packet to a WAV file. */
    public void save(Path wav) {
        Wav.write(wav, heardAll());
    }
}
