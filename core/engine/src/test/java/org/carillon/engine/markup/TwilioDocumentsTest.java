// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.Reading.codes;
import static org.carillon.engine.markup.Reading.whole;

import com.twilio.http.HttpMethod;
import com.twilio.twiml.TwiML;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.voice.Dial;
import com.twilio.twiml.voice.Gather;
import com.twilio.twiml.voice.Hangup;
import com.twilio.twiml.voice.Header;
import com.twilio.twiml.voice.Headers;
import com.twilio.twiml.voice.Number;
import com.twilio.twiml.voice.Pause;
import com.twilio.twiml.voice.Play;
import com.twilio.twiml.voice.Redirect;
import com.twilio.twiml.voice.Reject;
import com.twilio.twiml.voice.Say;
import com.twilio.twiml.voice.Sip;
import com.twilio.twiml.voice.SsmlBreak;
import com.twilio.twiml.voice.SsmlEmphasis;
import com.twilio.twiml.voice.SsmlProsody;
import com.twilio.twiml.voice.SsmlSayAs;
import java.time.Duration;
import java.util.List;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.noun.SipNoun;
import org.carillon.engine.markup.ssml.Prosody;
import org.carillon.engine.markup.ssml.Silence;
import org.carillon.engine.markup.ssml.SpeechSegment;
import org.carillon.engine.markup.value.Parameter;
import org.carillon.engine.markup.value.StatusCallback.Event;
import org.carillon.engine.markup.verb.RecordVerb;
import org.carillon.engine.markup.verb.Verb;
import org.junit.jupiter.api.Test;

/** Documents that the official library writes. */
class TwilioDocumentsTest {

    private static Document read(TwiML document) {
        try {
            return whole(document.toXml());
        } catch (com.twilio.twiml.TwiMLException e) {
            throw new AssertionError(e);
        }
    }

    private static <V extends Verb> V clean(Class<V> type, TwiML document) {
        Document read = read(document);
        assertThat(read.warnings()).isEmpty();
        return type.cast(read.verbs().get(0));
    }

    @Test
    void everyVerbWithoutAttributesIsReadWithoutAWarning() {
        Document document = read(new VoiceResponse.Builder()
                .say(new Say.Builder("Hello").build())
                .play(new Play.Builder("http://127.0.0.1/a.mp3").build())
                .pause(new Pause.Builder().build())
                .gather(new Gather.Builder().build())
                .record(new com.twilio.twiml.voice.Record.Builder().build())
                .dial(new Dial.Builder("+15551234").build())
                .redirect(new Redirect.Builder("/next").build())
                .reject(new Reject.Builder().build())
                .hangup(new Hangup.Builder().build())
                .build());

        assertThat(document.warnings()).isEmpty();
        assertThat(document.verbs()).hasSize(9);
    }

    @Test
    void speechIsRead() {
        var say = clean(
                org.carillon.engine.markup.verb.Say.class,
                new VoiceResponse.Builder()
                        .say(new Say.Builder("Your code is")
                                .voice(Say.Voice.POLLY_AMY)
                                .language(Say.Language.EN_GB)
                                .loop(2)
                                .break_(new SsmlBreak.Builder().time("250ms").build())
                                .sayAs(new SsmlSayAs.Builder("123")
                                        .interpretAs(SsmlSayAs.InterpretAs.DIGITS)
                                        .build())
                                .prosody(new SsmlProsody.Builder("Goodbye")
                                        .rate("90%")
                                        .volume("+6dB")
                                        .pitch("-10%")
                                        .build())
                                .build())
                        .build());

        assertThat(say.voice()).contains("Polly.Amy");
        assertThat(say.loop()).isEqualTo(2);
        assertThat(say.content())
                .containsExactly(
                        new SpeechSegment("Your code is", Prosody.NORMAL),
                        new Silence(Duration.ofMillis(250)),
                        new SpeechSegment("1 2 3", Prosody.NORMAL),
                        new SpeechSegment("Goodbye", new Prosody(90, 90, 6, false)));
    }

    @Test
    void otherSpeechTagsAreSpokenWithAWarning() {
        Document document = read(new VoiceResponse.Builder()
                .say(new Say.Builder("Really")
                        .emphasis(new SsmlEmphasis.Builder("now").build())
                        .build())
                .build());

        assertThat(codes(document)).containsExactly(12294);
    }

    @Test
    void gatherIsRead() {
        var gather = clean(
                org.carillon.engine.markup.verb.Gather.class,
                new VoiceResponse.Builder()
                        .gather(new Gather.Builder()
                                .inputs(Gather.Input.DTMF)
                                .action("/gathered")
                                .method(HttpMethod.GET)
                                .timeout(3)
                                .finishOnKey("")
                                .numDigits(4)
                                .actionOnEmptyResult(true)
                                .bargeIn(true)
                                .say(new Say.Builder("Please").build())
                                .play(new Play.Builder("a.wav").loop(2).build())
                                .pause(new Pause.Builder().length(2).build())
                                .build())
                        .build());

        assertThat(gather.action()).contains("/gathered");
        assertThat(gather.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(gather.finishOnKey()).isEmpty();
        assertThat(gather.numDigits()).hasValue(4);
        assertThat(gather.prompts()).hasSize(3);
    }

    @Test
    void recordIsRead() {
        RecordVerb record = clean(
                RecordVerb.class,
                new VoiceResponse.Builder()
                        .record(new com.twilio.twiml.voice.Record.Builder()
                                .action("/recorded")
                                .maxLength(20)
                                .trim(com.twilio.twiml.voice.Record.Trim.TRIM_SILENCE)
                                .playBeep(false)
                                .recordingStatusCallback("/status")
                                .recordingStatusCallbackEvents(List.of(
                                        com.twilio.twiml.voice.Record.RecordingEvent.IN_PROGRESS,
                                        com.twilio.twiml.voice.Record.RecordingEvent.COMPLETED))
                                .build())
                        .build());

        assertThat(record.maxLength()).isEqualTo(Duration.ofSeconds(20));
        assertThat(record.recordingCallback().events()).hasSize(2);
    }

    @Test
    void dialWithNounsIsRead() {
        var dial = clean(
                org.carillon.engine.markup.verb.Dial.class,
                new VoiceResponse.Builder()
                        .dial(new Dial.Builder()
                                .action("/dialled")
                                .callerId("+15550000")
                                .record(Dial.Record.RECORD_FROM_RINGING_DUAL)
                                .ringTone(Dial.RingTone.UK)
                                .answerOnBridge(true)
                                .number(new Number.Builder("+15551234")
                                        .sendDigits("w1")
                                        .statusCallback("/events")
                                        .statusCallbackEvents(List.of(Number.Event.INITIATED, Number.Event.RINGING))
                                        .build())
                                .sip(new Sip.Builder("sip:bob@example.com?X-a=b&X-c=d")
                                        .headers(new Headers.Builder()
                                                .header(new Header.Builder()
                                                        .name("X-e")
                                                        .value("f")
                                                        .build())
                                                .build())
                                        .build())
                                .build())
                        .build());

        NumberNoun number = (NumberNoun) dial.targets().get(0);
        SipNoun sip = (SipNoun) dial.targets().get(1);
        assertThat(dial.ringTone()).contains("uk");
        assertThat(number.settings().statusCallback().events()).containsExactly(Event.INITIATED, Event.RINGING);
        assertThat(sip.uri()).isEqualTo("sip:bob@example.com?X-a=b&X-c=d");
        assertThat(sip.headers()).containsExactly(new Parameter("X-e", "f"));
    }

    @Test
    void everyRingToneOfTheLibraryIsTaken() {
        var response = new VoiceResponse.Builder();
        for (Dial.RingTone tone : Dial.RingTone.values()) {
            response.dial(new Dial.Builder("+15551234").ringTone(tone).build());
        }
        assertThat(read(response.build()).warnings()).isEmpty();
    }

    @Test
    void everyVoiceOfTheLibraryIsTaken() {
        List<Say.Voice> voices = List.of(Say.Voice.values());
        for (int from = 0; from < voices.size(); from += 300) {
            var response = new VoiceResponse.Builder();
            for (Say.Voice voice : voices.subList(from, Math.min(voices.size(), from + 300))) {
                response.say(new Say.Builder("a").voice(voice).build());
            }
            assertThat(read(response.build()).warnings()).isEmpty();
        }
    }

    @Test
    void everyLanguageOfTheLibraryIsTaken() {
        var response = new VoiceResponse.Builder();
        for (Say.Language language : Say.Language.values()) {
            response.say(new Say.Builder("a").language(language).build());
        }
        for (Gather.Language language : Gather.Language.values()) {
            response.gather(new Gather.Builder().language(language).build());
        }
        assertThat(read(response.build()).warnings()).isEmpty();
    }
}
