// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.carillon.engine.markup.Reading.document;
import static org.carillon.engine.markup.Reading.refused;
import static org.carillon.engine.markup.Reading.refusedWhole;
import static org.carillon.engine.markup.Reading.whole;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final int KILOBYTES_64 = 64 * 1024;

    private static String filled(int characters) {
        String around = "<Response><!----></Response>";
        return "<Response><!--" + " ".repeat(characters - around.length()) + "--></Response>";
    }

    @Test
    void documentOf64KilobytesIsReadAndALargerOneRefused() {
        assertThat(whole(filled(KILOBYTES_64)).verbs()).isEmpty();
        assertThat(refusedWhole(filled(KILOBYTES_64 + 1)).code()).isEqualTo(11750);
    }

    @Test
    void sizeIsCountedInBytes() {
        String text = "<Response><!--" + "é".repeat(KILOBYTES_64 / 2) + "--></Response>";

        assertThat(refusedWhole(text).code()).isEqualTo(11750);
    }

    @Test
    void sizeIsCheckedBeforeBytesAreDecoded() {
        byte[] notText = new byte[KILOBYTES_64 + 1];

        MarkupException refusal = catchThrowableOfType(
                MarkupException.class,
                () -> new MarkupParser(MarkupLimits.DEFAULT).parse(notText, Optional.of("text/xml; charset=utf-8")));
        assertThat(refusal.code()).isEqualTo(11750);
    }

    @Test
    void thousandElementsAreReadAndOneMoreRefused() {
        assertThat(document("<Pause/>".repeat(999)).verbs()).hasSize(999);
        assertThat(refused("<Pause/>".repeat(1000)).code()).isEqualTo(12291);
    }

    @Test
    void sixteenLevelsAreReadAndOneMoreRefused() {
        assertThat(document("<Say>" + "<p>".repeat(14) + "a" + "</p>".repeat(14) + "</Say>")
                        .verbs())
                .hasSize(1);
        assertThat(refused("<Say>" + "<p>".repeat(15) + "a" + "</p>".repeat(15) + "</Say>")
                        .code())
                .isEqualTo(12292);
    }

    @Test
    void tensOfThousandsOfLevelsDoNoHarm() {
        assertThat(refusedWhole("<a>".repeat(20_000)).code()).isEqualTo(12292);
    }

    @Test
    void attributeOf4096CharactersIsReadAndALongerOneRefused() {
        assertThat(document("<Gather action=\"" + "a".repeat(4096) + "\"/>").warnings())
                .isEmpty();
        assertThat(refused("<Gather action=\"" + "a".repeat(4097) + "\"/>").code())
                .isEqualTo(12293);
    }

    @Test
    void warningsAreBounded() {
        assertThat(document("<Pause foo=\"1\"/>".repeat(200)).warnings()).hasSize(64);
    }

    @Test
    void longValuesAreCutInWarnings() {
        String message = document("<Pause length=\"" + "9".repeat(2000) + "\"/>")
                .warnings()
                .get(0)
                .message();

        assertThat(message.length()).isLessThan(200);
    }

    @Test
    void otherLimitsCanBeSet() {
        var small = new MarkupLimits(1000, 2, 3, 10, 5, 1);

        assertThat(refusedWhole("<Response><Pause/><Pause/></Response>", small).code())
                .isEqualTo(12291);
        assertThat(refusedWhole("<Response><Say>sixsix</Say></Response>", small).code())
                .isEqualTo(13521);
    }

    @Test
    void limitsMustBePositiveAndTheDepthBearable() {
        assertThatThrownBy(() -> new MarkupLimits(0, 1, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MarkupLimits(1, 1, 0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MarkupLimits(1, 1, 101, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thousandLevelsInBytesAreRefusedToo() {
        byte[] bytes = "<a>".repeat(1000).getBytes(StandardCharsets.UTF_8);

        MarkupException refusal = catchThrowableOfType(
                MarkupException.class, () -> new MarkupParser(MarkupLimits.DEFAULT).parse(bytes, Optional.empty()));
        assertThat(refusal.code()).isEqualTo(12292);
    }
}
