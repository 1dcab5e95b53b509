// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.verbs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.flow.Notices;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.markup.ssml.Segment;
import org.carillon.engine.markup.ssml.Silence;
import org.carillon.engine.markup.ssml.SpeechSegment;
import org.carillon.engine.markup.verb.Pause;
import org.carillon.engine.markup.verb.Play;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.notifications.CallError;
import org.carillon.engine.speech.ChosenVoice;
import org.carillon.engine.speech.VoiceTable;
import org.carillon.engine.webhooks.ConnectionOverrides;
import org.carillon.engine.webhooks.FailureCodes;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;

/** Turns verbs that are heard into prompts for the media server. */
final class Prompts {
    /** Nested prompts that are to be repeated until the caller hangs up are repeated that often. */
    static final int MOST_REPETITIONS = 100;

    private final VoiceTable voices;

    Prompts(VoiceTable voices) {
        this.voices = voices;
    }

    /**
     * What is to be heard, and the call with the warnings that came up.
     *
     * @param prompts empty when nothing of the verb can be heard
     */
    record Prepared(CallState call, List<Prompt> prompts) {}

    /** The verb once, without its loop. */
    Prepared once(org.carillon.engine.markup.verb.Prompt verb, CallState call) {
        if (verb instanceof Say say) {
            return say(say, call);
        }
        if (verb instanceof Play play) {
            return play(play, call);
        }
        return new Prepared(call, List.of(new Prompt.Silence(((Pause) verb).length())));
    }

    /** Nested verbs in their order, each with its loop. */
    Prepared nested(List<org.carillon.engine.markup.verb.Prompt> verbs, CallState call) {
        List<Prompt> all = new ArrayList<>();
        CallState at = call;
        for (org.carillon.engine.markup.verb.Prompt verb : verbs) {
            Prepared prepared = once(verb, at);
            at = prepared.call();
            int times = verb instanceof Play play && play.digits().isPresent() ? 1 : repetitions(verb);
            for (int i = 0; i < times; i++) {
                all.addAll(prepared.prompts());
            }
        }
        return new Prepared(at, all);
    }

    /** How often the media server plays the whole list of a Play. */
    static int loops(Play play) {
        return play.digits().isPresent() ? 1 : play.loop();
    }

    private static int repetitions(org.carillon.engine.markup.verb.Prompt verb) {
        int loop = verb instanceof Say say ? say.loop() : verb instanceof Play play ? play.loop() : 1;
        return loop == 0 ? MOST_REPETITIONS : Math.min(loop, MOST_REPETITIONS);
    }

    private Prepared say(Say say, CallState call) {
        ChosenVoice voice = voices.choose(say.voice(), say.language());
        CallState at = call;
        if (!voice.known()) {
            String message = "The voice '" + say.voice().orElse("") + "' with the language '"
                    + say.language().orElse("") + "' is not offered; the default voice speaks instead.";
            at = Notices.warning(call, CallError.VOICE_UNKNOWN.code(), message, Notices.Exchange.NONE);
        }
        List<Prompt> prompts = new ArrayList<>();
        for (Segment segment : say.content()) {
            if (segment instanceof Silence silence) {
                prompts.add(new Prompt.Silence(silence.length()));
            } else if (segment instanceof SpeechSegment speech) {
                prompts.add(speech(speech, voice.voice()));
            }
        }
        return new Prepared(at, prompts);
    }

    private static Prompt speech(SpeechSegment speech, String voice) {
        int volume = speech.prosody().silent() ? -60 : speech.prosody().gainDecibels();
        return new Prompt.Speech(
                speech.text(),
                voice,
                speech.prosody().ratePercent(),
                volume,
                speech.prosody().pitchPercent() - 100);
    }

    private static Prepared play(Play play, CallState call) {
        List<Prompt> prompts = new ArrayList<>();
        play.digits().ifPresent(tones -> prompts.add(new Prompt.Digits(tones.text())));
        Optional<String> url = play.url();
        if (url.isEmpty()) {
            return new Prepared(call, prompts);
        }
        try {
            String base = call.script().source().url();
            String absolute = base.isBlank() ? UrlResolver.absolute(url.get()) : UrlResolver.resolve(base, url.get());
            Prompt file = new Prompt.Audio(
                    call.session().account(),
                    ConnectionOverrides.parse(absolute).url());
            // Keys are pressed once, however often the file is played: then the repetitions stand in the list.
            prompts.addAll(Collections.nCopies(prompts.isEmpty() ? 1 : repetitions(play), file));
            return new Prepared(call, prompts);
        } catch (InvalidUrlException e) {
            return new Prepared(
                    Notices.error(call, FailureCodes.BAD_URL, "Play: " + e.getMessage(), Notices.Exchange.NONE),
                    prompts);
        }
    }
}
