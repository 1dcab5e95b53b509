// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.Reading.clean;
import static org.carillon.engine.markup.Reading.codes;
import static org.carillon.engine.markup.Reading.document;
import static org.carillon.engine.markup.Reading.refused;
import static org.carillon.engine.markup.Reading.warned;

import java.time.Duration;
import java.util.Set;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.verb.Gather;
import org.carillon.engine.markup.verb.Gather.Input;
import org.carillon.engine.markup.verb.Pause;
import org.carillon.engine.markup.verb.Play;
import org.carillon.engine.markup.verb.Prompt;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.webhooks.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatherTest {

    @Test
    void bareGatherHasTwiliosDefaults() {
        Gather gather = clean(Gather.class, "<Gather/>");

        assertThat(gather.input()).containsExactly(Input.DTMF);
        assertThat(gather.action()).isEmpty();
        assertThat(gather.method()).isEqualTo(HttpMethod.POST);
        assertThat(gather.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(gather.finishOnKey()).containsExactly(DialKey.POUND);
        assertThat(gather.numDigits()).isEmpty();
        assertThat(gather.actionOnEmptyResult()).isFalse();
        assertThat(gather.bargeIn()).isTrue();
        assertThat(gather.debug()).isFalse();
        assertThat(gather.prompts()).isEmpty();
    }

    @Test
    void bareGatherHasTwiliosDefaultsForSpeech() {
        Gather.Speech speech = clean(Gather.class, "<Gather/>").speech();

        assertThat(speech.timeout()).isEmpty();
        assertThat(speech.automaticTimeout()).isFalse();
        assertThat(speech.maxTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(speech.language()).isEqualTo("en-US");
        assertThat(speech.hints()).isEmpty();
        assertThat(speech.profanityFilter()).isTrue();
        assertThat(speech.model()).isEmpty();
        assertThat(speech.enhanced()).isFalse();
        assertThat(speech.partialResultCallback()).isEmpty();
        assertThat(speech.partialResultCallbackMethod()).isEqualTo(HttpMethod.POST);
    }

    @Test
    void attributesOfKeysAreKept() {
        Gather gather = clean(
                Gather.class,
                "<Gather input=\"dtmf\" action=\"/next?a=1\" method=\"get\" timeout=\"9\" finishOnKey=\"*#\""
                        + " numDigits=\"4\" actionOnEmptyResult=\"true\" bargeIn=\"false\" debug=\"true\"/>");

        assertThat(gather.action()).contains("/next?a=1");
        assertThat(gather.method()).isEqualTo(HttpMethod.GET);
        assertThat(gather.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(gather.finishOnKey()).containsExactly(DialKey.STAR, DialKey.POUND);
        assertThat(gather.numDigits()).hasValue(4);
        assertThat(gather.actionOnEmptyResult()).isTrue();
        assertThat(gather.bargeIn()).isFalse();
        assertThat(gather.debug()).isTrue();
    }

    @Test
    void attributesOfSpeechAreKept() {
        Gather.Speech speech = clean(
                        Gather.class,
                        "<Gather speechTimeout=\"3\" maxSpeechTime=\"20\" language=\"de-DE\" hints=\"yes, no way,,\""
                                + " profanityFilter=\"false\" speechModel=\"phone_call\" enhanced=\"true\""
                                + " partialResultCallback=\"/part\" partialResultCallbackMethod=\"GET\"/>")
                .speech();

        assertThat(speech.timeout()).contains(Duration.ofSeconds(3));
        assertThat(speech.maxTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(speech.language()).isEqualTo("de-DE");
        assertThat(speech.hints()).containsExactly("yes", "no way");
        assertThat(speech.profanityFilter()).isFalse();
        assertThat(speech.model()).contains("phone_call");
        assertThat(speech.enhanced()).isTrue();
        assertThat(speech.partialResultCallback()).contains("/part");
        assertThat(speech.partialResultCallbackMethod()).isEqualTo(HttpMethod.GET);
    }

    @Test
    void speechInputIsReadWithAWarning() {
        assertThat(warned(Gather.class, "<Gather input=\"dtmf speech\" speechTimeout=\"auto\"/>", 12290))
                .satisfies(gather -> assertThat(gather.input()).containsExactly(Input.DTMF, Input.SPEECH))
                .satisfies(
                        gather -> assertThat(gather.speech().automaticTimeout()).isTrue());
    }

    @Test
    void emptyFinishOnKeyMeansThatNoKeyEndsIt() {
        assertThat(clean(Gather.class, "<Gather finishOnKey=\"\"/>").finishOnKey())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "input, voice, 13326",
        "method, PUT, 13312",
        "timeout, 0, 13313",
        "timeout, auto, 13313",
        "finishOnKey, A, 13310",
        "finishOnKey, 1x, 13310",
        "numDigits, 0, 13314",
        "numDigits, unlimited, 13314",
        "actionOnEmptyResult, yes, 13338",
        "bargeIn, 1, 13332",
        "speechTimeout, soon, 13327",
        "maxSpeechTime, 0, 13328",
        "language, ?, 13331",
        "profanityFilter, TRUE, 13333",
        "speechModel, a b, 13334",
        "enhanced, maybe, 12200",
        "debug, maybe, 12200",
        "partialResultCallbackMethod, x, 13329",
        "partialResultCallback, gopher://a, 12200",
        "voice, alice, 12200",
    })
    void invalidValueGivesAWarningAndTheDefault(String attribute, String value, int code) {
        Gather gather = warned(Gather.class, "<Gather " + attribute + "=\"" + value + "\"/>", code);

        assertThat(gather).isEqualTo(clean(Gather.class, "<Gather/>"));
    }

    @Test
    void tooManyDigitsBecomeTheMost() {
        assertThat(warned(Gather.class, "<Gather numDigits=\"5000\"/>", 13314).numDigits())
                .hasValue(1000);
    }

    @Test
    void hintsAreBounded() {
        String hints = "a,".repeat(500) + "one too many";

        assertThat(warned(Gather.class, "<Gather hints=\"" + hints + "\"/>", 13330)
                        .speech()
                        .hints())
                .hasSize(500);
    }

    @Test
    void promptsAreKeptInOrder() {
        Gather gather = clean(Gather.class, "<Gather><Say>One</Say><Pause length=\"2\"/><Play>a.wav</Play></Gather>");

        assertThat(gather.prompts()).hasExactlyElementsOfTypes(Say.class, Pause.class, Play.class);
        assertThat(gather.prompts()).extracting(Prompt::element).containsExactly("Say", "Pause", "Play");
    }

    @Test
    void sayInsideHasItsOwnErrorNumbers() {
        Document document = document("<Gather><Say loop=\"x\" voice=\"a;b\">Hi</Say></Gather>");

        assertThat(Set.copyOf(codes(document))).containsExactlyInAnyOrder(13321, 13322);
    }

    @ParameterizedTest
    @CsvSource({"Gather", "Dial", "Record", "Redirect", "Hangup", "Foo"})
    void otherVerbsInsideAreRefused(String verb) {
        assertThat(refused("<Gather><" + verb + "/></Gather>").code()).isEqualTo(13320);
    }
}
