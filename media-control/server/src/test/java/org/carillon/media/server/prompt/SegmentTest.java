// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    @Test
    void everyFormIsRead() {
        assertThat(Segment.parse("HTTP://x/a.wav")).isEqualTo(new Segment.Url("HTTP://x/a.wav"));
        assertThat(Segment.parse("file:///a.wav")).isEqualTo(new Segment.Url("file:///a.wav"));
        assertThat(Segment.parse("silence:1500")).isEqualTo(new Segment.Silence(1500));
        assertThat(Segment.parse("dtmf:1wW#")).isEqualTo(new Segment.Keys("1wW#"));
        assertThat(Segment.parse("tone:beep")).isEqualTo(new Segment.Tone(List.of(1000), 400));
        assertThat(Segment.parse("tone:350+440/1000")).isEqualTo(new Segment.Tone(List.of(350, 440), 1000));
        assertThat(Segment.parse("tone:ring-uk")).isEqualTo(new Segment.Progress("ring-uk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://x/a.wav",
                "silence:",
                "silence:-1",
                "silence:3600001",
                "dtmf:",
                "dtmf:12x",
                "tone:",
                "tone:4000/100",
                "tone:440",
                "tone:440/60001",
                "tone:ring-xx",
                "/etc/passwd"
            })
    void otherThingsAreRefused(String item) {
        assertThatThrownBy(() -> Segment.parse(item)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu",
                "il", "in", "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th",
                "uk", "us", "us-old", "tw", "ve", "za"
            })
    void everyCountryOfDialHasARingBackTone(String country) {
        assertThat(new org.carillon.media.server.audio.CallProgress().turn("ring-" + country))
                .hasValueSatisfying(tone -> assertThat(tone.millis()).isBetween(2000L, 7000L));
    }
}
