// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.Reading.clean;
import static org.carillon.engine.markup.Reading.refused;
import static org.carillon.engine.markup.Reading.warned;

import java.time.Duration;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.noun.SipNoun;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.markup.value.RecordingCallback.Event;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.markup.verb.Dial.RecordMode;
import org.carillon.engine.markup.verb.Dial.Track;
import org.carillon.engine.webhooks.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialTest {

    private static Dial dial(String attributes) {
        return clean(Dial.class, "<Dial " + attributes + ">+442079460958</Dial>");
    }

    @Test
    void bareDialHasTwiliosDefaults() {
        Dial dial = dial("");

        assertThat(dial.targets()).containsExactly(NumberNoun.plain("+442079460958"));
        assertThat(dial.action()).isEmpty();
        assertThat(dial.method()).isEqualTo(HttpMethod.POST);
        assertThat(dial.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(dial.timeLimit()).isEqualTo(Duration.ofHours(4));
        assertThat(dial.hangupOnStar()).isFalse();
        assertThat(dial.answerOnBridge()).isFalse();
        assertThat(dial.sequential()).isFalse();
        assertThat(dial.callerId()).isEmpty();
        assertThat(dial.callReason()).isEmpty();
        assertThat(dial.ringTone()).isEmpty();
        assertThat(dial.callProgressEvents()).isFalse();
        assertThat(dial.passports()).isEmpty();
        assertThat(dial.refer().url()).isEmpty();
    }

    @Test
    void bareDialRecordsNothing() {
        Dial.Recording recording = dial("").recording();

        assertThat(recording.mode().records()).isFalse();
        assertThat(recording.track()).isEqualTo(Track.BOTH);
        assertThat(recording.trim()).isEqualTo(Trim.DO_NOT_TRIM);
        assertThat(recording.callback()).isEqualTo(RecordingCallback.NONE);
    }

    @Test
    void attributesAreKept() {
        Dial dial = dial("action=\"/after\" method=\"GET\" timeout=\"600\" timeLimit=\"60\" hangupOnStar=\"true\""
                + " answerOnBridge=\"true\" sequential=\"false\" callerId=\"+15551234\" ringTone=\"de\"");

        assertThat(dial.action()).contains("/after");
        assertThat(dial.method()).isEqualTo(HttpMethod.GET);
        assertThat(dial.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(dial.timeLimit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(dial.hangupOnStar()).isTrue();
        assertThat(dial.answerOnBridge()).isTrue();
        assertThat(dial.callerId()).contains("+15551234");
        assertThat(dial.ringTone()).contains("de");
    }

    @ParameterizedTest
    @CsvSource({
        "do-not-record, DO_NOT_RECORD, false, false",
        "record-from-answer, RECORD_FROM_ANSWER, true, false",
        "record-from-ringing, RECORD_FROM_RINGING, true, false",
        "record-from-answer-dual, RECORD_FROM_ANSWER_DUAL, true, true",
        "record-from-ringing-dual, RECORD_FROM_RINGING_DUAL, true, true",
        "true, RECORD_FROM_ANSWER, true, false",
        "false, DO_NOT_RECORD, false, false",
    })
    void recordModesAreRead(String written, RecordMode mode, boolean records, boolean dual) {
        RecordMode read = dial("record=\"" + written + "\"").recording().mode();

        assertThat(read).isEqualTo(mode);
        assertThat(read.records()).isEqualTo(records);
        assertThat(read.dual()).isEqualTo(dual);
    }

    @Test
    void recordingAttributesAreKept() {
        Dial.Recording recording = dial("trim=\"trim-silence\" recordingStatusCallback=\"/r\""
                        + " recordingStatusCallbackMethod=\"GET\" recordingStatusCallbackEvent=\"completed absent\"")
                .recording();

        assertThat(recording.trim()).isEqualTo(Trim.TRIM_SILENCE);
        assertThat(recording.callback().url()).contains("/r");
        assertThat(recording.callback().method()).isEqualTo(HttpMethod.GET);
        assertThat(recording.callback().events()).containsExactly(Event.COMPLETED, Event.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recordingTrack=\"inbound\"",
                "recordingConfigurationId=\"x\"",
                "sequential=\"true\"",
                "referUrl=\"/refer\" referMethod=\"GET\"",
                "events=\"call-progress-event\"",
                "passports=\"x\"",
                "callReason=\"Your parcel\"",
            })
    void whatIsNotActedUponYetIsKeptWithAWarning(String attribute) {
        Dial dial = warned(Dial.class, "<Dial " + attribute + ">+442079460958</Dial>", 12290);

        assertThat(dial).isNotEqualTo(dial(""));
    }

    @ParameterizedTest
    @CsvSource({
        "method, PUT, 13210",
        "timeout, 0, 13212",
        "timeout, abc, 13212",
        "hangupOnStar, yes, 13213",
        "timeLimit, 0, 13216",
        "record, always, 13217",
        "answerOnBridge, 1, 13219",
        "ringTone, DE, 13220",
        "trim, x, 13699",
        "recordingStatusCallback, http://a b/c, 13256",
        "recordingStatusCallbackEvent, x, 13621",
        "referMethod, x, 12200",
        "callerID, +15551234, 12200",
    })
    void invalidValueGivesAWarningAndTheDefault(String attribute, String value, int code) {
        Dial dial = warned(Dial.class, "<Dial " + attribute + "=\"" + value + "\">+442079460958</Dial>", code);

        assertThat(dial).isEqualTo(dial(""));
    }

    @Test
    void callerIdWithForbiddenCharactersIsLeftOut() {
        assertThat(warned(Dial.class, "<Dial callerId=\"&lt;sip:a&gt;\">+442079460958</Dial>", 13214)
                        .callerId())
                .isEmpty();
    }

    @Test
    void timeoutOverTenMinutesBecomesTenMinutes() {
        assertThat(warned(Dial.class, "<Dial timeout=\"601\">+442079460958</Dial>", 13212)
                        .timeout())
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void callReasonIsNoLongerThanFiftyCharacters() {
        assertThat(warned(Dial.class, "<Dial callReason=\"" + "x".repeat(60) + "\">12</Dial>", 12290)
                        .callReason())
                .contains("x".repeat(50));
    }

    @Test
    void automaticRingToneIsTheNetworksOwn() {
        assertThat(dial("ringTone=\"automatic\"").ringTone()).isEmpty();
    }

    @Test
    void numbersAndSipAddressesRingTogetherInTheOrderWritten() {
        Dial dial = clean(
                Dial.class,
                "<Dial><Number>+15550001</Number><Sip>sip:bob@example.com</Sip><Number>(415) 555-1212</Number></Dial>");

        assertThat(dial.targets()).hasExactlyElementsOfTypes(NumberNoun.class, SipNoun.class, NumberNoun.class);
    }

    @Test
    void textBesideNounsIsLeftOut() {
        Dial dial = warned(Dial.class, "<Dial>+15550009<Number>+15550001</Number></Dial>", 12200);

        assertThat(dial.targets()).containsExactly(NumberNoun.plain("+15550001"));
    }

    @Test
    void dialOfNobodyHasNoTargets() {
        assertThat(warned(Dial.class, "<Dial/>", 13223).targets()).isEmpty();
        assertThat(warned(Dial.class, "<Dial>hello, you!</Dial>", 13223, 13223).targets())
                .isEmpty();
        assertThat(warned(Dial.class, "<Dial><Number/></Dial>", 13223, 13223).targets())
                .isEmpty();
    }

    @Test
    void onlyTheFirstTenTargetsAreCalled() {
        Dial dial = warned(Dial.class, "<Dial>" + "<Number>+1555</Number>".repeat(11) + "</Dial>", 13250);

        assertThat(dial.targets()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Client", "Conference", "Queue", "Sim", "Application", "WhatsApp"})
    void nounsThatAreNotOfferedYetAreRefusedByName(String noun) {
        MarkupException refusal = refused("<Dial><" + noun + ">x</" + noun + "></Dial>");

        assertThat(refusal.code()).isEqualTo(13750);
        assertThat(refusal.detail()).contains(noun);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Say", "number", "Foo", "Uri"})
    void whatIsNoNounIsRefused(String element) {
        assertThat(refused("<Dial><" + element + ">1</" + element + "></Dial>").code())
                .isEqualTo(13215);
    }
}
