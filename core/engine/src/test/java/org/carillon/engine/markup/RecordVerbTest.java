// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.Reading.clean;
import static org.carillon.engine.markup.Reading.refused;
import static org.carillon.engine.markup.Reading.warned;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.markup.value.RecordingCallback.Event;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.markup.verb.RecordVerb;
import org.carillon.engine.webhooks.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordVerbTest {

    @Test
    void bareRecordHasTwiliosDefaults() {
        RecordVerb record = clean(RecordVerb.class, "<Record/>");

        assertThat(record.element()).isEqualTo("Record");
        assertThat(record.action()).isEmpty();
        assertThat(record.method()).isEqualTo(HttpMethod.POST);
        assertThat(record.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(DialKey.symbols(record.finishOnKey())).isEqualTo("0123456789*#");
        assertThat(record.maxLength()).isEqualTo(Duration.ofHours(1));
        assertThat(record.playBeep()).isTrue();
        assertThat(record.trim()).isEqualTo(Trim.DO_NOT_TRIM);
        assertThat(record.recordingCallback()).isEqualTo(RecordingCallback.NONE);
        assertThat(record.transcribe()).isFalse();
    }

    @Test
    void attributesAreKept() {
        RecordVerb record = clean(
                RecordVerb.class,
                "<Record action=\"done\" method=\"GET\" timeout=\"0\" finishOnKey=\"9\" maxLength=\"30\""
                        + " playBeep=\"false\" trim=\"trim-silence\" recordingStatusCallback=\"http://a/b\""
                        + " recordingStatusCallbackMethod=\"GET\""
                        + " recordingStatusCallbackEvent=\"in-progress absent\" transcribe=\"false\""
                        + " transcribeCallback=\"/t\"/>");

        assertThat(record.action()).contains("done");
        assertThat(record.timeout()).isEqualTo(Duration.ZERO);
        assertThat(record.finishOnKey()).containsExactly(DialKey.NINE);
        assertThat(record.maxLength()).isEqualTo(Duration.ofSeconds(30));
        assertThat(record.playBeep()).isFalse();
        assertThat(record.trim()).isEqualTo(Trim.TRIM_SILENCE);
        assertThat(record.recordingCallback())
                .isEqualTo(new RecordingCallback(
                        Optional.of("http://a/b"), HttpMethod.GET, Set.of(Event.IN_PROGRESS, Event.ABSENT)));
        assertThat(record.transcribeCallback()).contains("/t");
    }

    @Test
    void transcriptsAreNotMadeYet() {
        assertThat(warned(RecordVerb.class, "<Record transcribe=\"true\"/>", 12290)
                        .transcribe())
                .isTrue();
        assertThat(warned(RecordVerb.class, "<Record recordingConfigurationId=\"x\"/>", 12290)
                        .recordingConfigurationId())
                .contains("x");
    }

    @ParameterizedTest
    @CsvSource({
        "method, HEAD, 13610",
        "timeout, -1, 13611",
        "maxLength, 0, 13612",
        "finishOnKey, w, 13613",
        "playBeep, no, 13616",
        "trim, yes, 13699",
        "recordingStatusCallback, mailto:a@b, 13256",
        "recordingStatusCallbackMethod, PATCH, 12200",
        "recordingStatusCallbackEvent, started, 13621",
        "transcribeCallback, http://:1, 13257",
        "numDigits, 1, 12200",
    })
    void invalidValueGivesAWarningAndTheDefault(String attribute, String value, int code) {
        String written = value.replace("<", "&lt;");
        RecordVerb record = warned(RecordVerb.class, "<Record " + attribute + "=\"" + written + "\"/>", code);

        assertThat(record).isEqualTo(clean(RecordVerb.class, "<Record/>"));
    }

    @Test
    void knownEventsAreKeptBesideUnknownOnes() {
        RecordVerb record = warned(RecordVerb.class, "<Record recordingStatusCallbackEvent=\"absent gone\"/>", 13621);

        assertThat(record.recordingCallback().events()).containsExactly(Event.ABSENT);
    }

    @Test
    void nothingMayStandInside() {
        assertThat(refused("<Record><Say>x</Say></Record>").code()).isEqualTo(12200);
    }
}
