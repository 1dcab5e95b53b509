// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.twiml.voice.Say;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VoiceTableTest {
    private final VoiceTable table = new VoiceTable();

    @ParameterizedTest
    @EnumSource(Say.Voice.class)
    void everyVoiceOfTheOfficialLibraryIsKnown(Say.Voice voice) {
        ChosenVoice chosen = table.choose(Optional.of(voice.toString()), Optional.empty());
        assertThat(chosen.known()).isTrue();
        assertThat(chosen.voice()).matches("(flite|espeak-ng):[a-z0-9-]+(\\+f3)?");
    }

    @ParameterizedTest
    @EnumSource(Say.Language.class)
    void everyLanguageOfTheOfficialLibraryIsKnown(Say.Language language) {
        assertThat(table.choose(Optional.empty(), Optional.of(language.toString()))
                        .known())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "woman, en-US, flite:slt",
        "man, en-US, flite:rms",
        "man, en-GB, flite:awb",
        "alice, de-DE, espeak-ng:de+f3",
        "man, de-DE, espeak-ng:de",
        "Polly.Joanna, '', flite:slt",
        "Polly.Joanna-Neural, '', flite:slt",
        "Polly.Matthew-Generative, '', flite:rms",
        "polly.hans, '', espeak-ng:de",
        "Polly.Mía-Generative, '', espeak-ng:es-419+f3",
        "Polly.Celine, '', espeak-ng:fr-fr+f3",
        "Polly.Céline, '', espeak-ng:fr-fr+f3",
        "Polly.Aditi, '', flite:slt",
        "Polly.Aditi, hi-IN, espeak-ng:hi+f3",
        "Polly.Hans, en-US, espeak-ng:de",
        "Google.fr-FR-Standard-A, '', espeak-ng:fr-fr+f3",
        "Google.fr-FR-Wavenet-B, '', espeak-ng:fr-fr",
        "Google.en-US-Chirp3-HD-Charon, '', flite:rms",
        "'', de_CH, espeak-ng:de+f3",
        "'', PT-br, espeak-ng:pt-br+f3",
        "'', '', flite:slt",
    })
    void voiceAndLanguageChooseOurVoice(String voice, String language, String expected) {
        assertThat(table.choose(Optional.of(voice), Optional.of(language))).isEqualTo(new ChosenVoice(expected, true));
    }

    @Test
    void documentThatNamesNothingGetsTheDefault() {
        assertThat(table.choose(Optional.empty(), Optional.empty()))
                .isEqualTo(new ChosenVoice(VoiceTable.DEFAULT_VOICE, true));
    }

    @ParameterizedTest
    @CsvSource({
        "robot, '', flite:slt",
        "Polly.Nobody, '', flite:slt",
        "Google.xx-XX-Standard-A, '', flite:slt",
        "robot, de-DE, espeak-ng:de+f3",
        "man, tlh-QQ, flite:rms",
        "'', klingon, flite:slt",
    })
    void unknownNameGetsTheDefaultAndIsMarked(String voice, String language, String expected) {
        assertThat(table.choose(Optional.of(voice), Optional.of(language))).isEqualTo(new ChosenVoice(expected, false));
    }

    @Test
    void listOfVoicesNamesEachOnce() {
        assertThat(table.voices()).doesNotHaveDuplicates().contains("flite:slt", "flite:rms", "espeak-ng:de");
    }

    @ParameterizedTest
    @CsvSource({
        "Polly.Vicki, , de-de",
        "Polly.Vicki, en-US, de-de",
        "Polly.Aditi, hi-IN, hi-in",
        "Google.fr-FR-Standard-A, , fr-fr",
        "woman, it-IT, it-it",
        "Polly.Nobody, es-ES, es-es",
        ", , en-us",
    })
    void numbersAreReadInTheLanguageThatTheVoiceSpeaks(String voice, String language, String spoken) {
        assertThat(new VoiceTable().language(Optional.ofNullable(voice), Optional.ofNullable(language)))
                .isEqualTo(spoken);
    }
}
