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
import java.util.List;
import java.util.Optional;
import org.carillon.engine.markup.ssml.Prosody;
import org.carillon.engine.markup.ssml.Silence;
import org.carillon.engine.markup.ssml.SpeechSegment;
import org.carillon.engine.markup.verb.Say;
import org.junit.jupiter.api.Test;

class SayTest {

    @Test
    void bareSayIsSpokenOnceInTheDefaultVoice() {
        Say say = clean(Say.class, "<Say>Hello</Say>");

        assertThat(say)
                .isEqualTo(new Say(
                        List.of(new SpeechSegment("Hello", Prosody.NORMAL)), Optional.empty(), Optional.empty(), 1));
        assertThat(say.element()).isEqualTo("Say");
    }

    @Test
    void attributesAreKept() {
        Say say = clean(Say.class, "<Say voice=\"Polly.Amy-Neural\" language=\"en-GB\" loop=\"0\">Hi</Say>");

        assertThat(say.voice()).contains("Polly.Amy-Neural");
        assertThat(say.language()).contains("en-GB");
        assertThat(say.loop()).isZero();
    }

    @Test
    void whiteSpaceIsSingleAndEntitiesAreResolved() {
        Say say = clean(Say.class, "<Say>\n  Tom &amp; Jerry\n\t<![CDATA[ < 3 ]]>\n</Say>");

        assertThat(say.text()).isEqualTo("Tom & Jerry < 3");
    }

    @Test
    void loopThatIsNoNumberBecomesOne() {
        assertThat(warned(Say.class, "<Say loop=\"often\">Hi</Say>", 13510).loop())
                .isEqualTo(1);
        assertThat(warned(Say.class, "<Say loop=\"-1\">Hi</Say>", 13510).loop()).isEqualTo(1);
        assertThat(warned(Say.class, "<Say loop=\"\">Hi</Say>", 13510).loop()).isEqualTo(1);
        assertThat(warned(Say.class, "<Say loop=\"1.5\">Hi</Say>", 13510).loop())
                .isEqualTo(1);
    }

    @Test
    void hugeLoopBecomesTheLargest() {
        assertThat(warned(Say.class, "<Say loop=\"999999999\">Hi</Say>", 13510).loop())
                .isEqualTo(1000);
        assertThat(warned(Say.class, "<Say loop=\"99999999999999999999\">Hi</Say>", 13510)
                        .loop())
                .isEqualTo(1);
    }

    @Test
    void languageThatIsNoTagIsLeftOut() {
        assertThat(warned(Say.class, "<Say language=\"English!\">Hi</Say>", 13512)
                        .language())
                .isEmpty();
    }

    @Test
    void voiceWithForbiddenCharactersIsLeftOut() {
        assertThat(warned(Say.class, "<Say voice=\"a;b\">Hi</Say>", 13511).voice())
                .isEmpty();
    }

    @Test
    void sayWithoutWordsIsLeftOut() {
        Document document = document("<Say/><Say>  </Say><Say><p/></Say>");

        assertThat(document.verbs()).isEmpty();
        assertThat(codes(document)).containsExactly(13520, 13520, 12294, 13520);
    }

    @Test
    void sayOfABreakAloneIsKept() {
        Say say = clean(Say.class, "<Say><break time=\"3s\"/></Say>");

        assertThat(say.content()).containsExactly(new Silence(Duration.ofSeconds(3)));
        assertThat(say.text()).isEmpty();
    }

    @Test
    void textOver4096CharactersIsRefused() {
        assertThat(document("<Say>" + "a".repeat(4096) + "</Say>").verbs()).hasSize(1);
        assertThat(refused("<Say>" + "a".repeat(4000) + "<p>" + "a".repeat(97) + "</p></Say>")
                        .code())
                .isEqualTo(13521);
    }

    @Test
    void verbInsideASayIsRefused() {
        MarkupException refusal = refused("<Say>Hi <Pause/></Say>");

        assertThat(refusal.code()).isEqualTo(12200);
        assertThat(refusal.detail()).contains("<Pause>").contains("<Say>");
    }

    @Test
    void unknownSpeechTagIsSpokenWithAWarning() {
        Say say = warned(Say.class, "<Say><amazon:effect name=\"whispered\">psst</amazon:effect></Say>", 12200);

        assertThat(say.text()).isEqualTo("psst");
    }

    @Test
    void languageOfTheSayDecidesHowDatesAreRead() {
        String date = "<say-as interpret-as=\"date\">4/10/2025</say-as>";

        assertThat(clean(Say.class, "<Say>" + date + "</Say>").text()).isEqualTo("April tenth, twenty twenty-five");
        assertThat(clean(Say.class, "<Say language=\"en-GB\">" + date + "</Say>")
                        .text())
                .isEqualTo("the fourth of October, twenty twenty-five");
    }
}
