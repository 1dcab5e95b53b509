// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts that cannot be heard: the tenant is told, the verb goes on with the others. */
class PromptFaultsTest {
    @ParameterizedTest
    @CsvSource({
        "PROMPT_UNREACHABLE, 11200",
        "PROMPT_INVALID, 12300",
        "SPEECH_FAILED, 13520",
        "UNAVAILABLE, 31000",
        "OTHER, 31000"
    })
    void promptThatFailsIsToldByItsKindAndTheVerbGoesOn(Kind kind, int code) {
        Scenario call = Scenario.running("<Say>One. Two.</Say><Play>next.wav</Play>");
        String say = call.latestMedia(MediaCommand.Play.class).operation();

        call.promptFails(say, kind);

        assertThat(call.notices()).containsExactly(code);
        assertThat(call.media(MediaCommand.Play.class)).hasSize(1);
        call.playEnds();
        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
        assertThat(call.notices()).containsExactly(code);
    }

    @Test
    void promptOfAVerbThatIsOverIsNotTold() {
        Scenario call = Scenario.running("<Say>One</Say><Say>Two</Say>");
        String first = call.latestMedia(MediaCommand.Play.class).operation();
        call.playEnds();

        call.promptFails(first, Kind.SPEECH_FAILED);

        assertThat(call.notices()).isEmpty();
        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
    }

    @Test
    void gatherCollectsAlthoughItsPromptsFail() {
        Scenario call = Scenario.running(
                "<Gather numDigits=\"2\" action=\"/keys\"><Play>missing.wav</Play><Say>Two keys, please</Say></Gather>");
        String gather = call.latestMedia(MediaCommand.Collect.class).operation();

        call.promptFails(gather, Kind.PROMPT_UNREACHABLE).promptFails(gather, Kind.SPEECH_FAILED);

        assertThat(call.notices()).containsExactly(11200, 13520);
        assertThat(call.effects(Effect.Fetch.class)).hasSize(1);
        call.collected("42");
        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/keys");
        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("Digits", "42");
    }

    @Test
    void documentsOfWhichNothingIsHeardHaveAnEnd() {
        String document = "<Say>Mute</Say><Redirect>/again</Redirect>";
        Scenario call = Scenario.running(document);
        for (int i = 0; !call.notices().contains(11215) && i < 1_000; i++) {
            MediaCommand.Play play = call.latestMedia(MediaCommand.Play.class);
            call.promptFails(play.operation(), Kind.SPEECH_FAILED);
            var nothing = new MediaFailure(Kind.NOTHING_HEARD, "all prompts were left out");
            call.happened(new MediaEvent.PlayEnded(play.leg(), 1, play.operation(), Optional.of(nothing)));
            if (!call.notices().contains(11215)) {
                call.document(document);
            }
        }

        assertThat(call.effects(Effect.Fetch.class)).hasSize(Limits.SILENT_DOCUMENTS);
        assertThat(call.notices().subList(0, 2))
                .as("what was told of its prompts is not told again")
                .containsExactly(13520, 13520);
        assertThat(call.notices()).doesNotContain(31000);
    }

    @Test
    void documentsWhoseCollectionsFailHaveAnEnd() {
        String document = "<Gather/><Redirect>/again</Redirect>";
        Scenario call = Scenario.running(document);
        for (int i = 0; !call.notices().contains(11215) && i < 1_000; i++) {
            MediaCommand.Collect collect = call.latestMedia(MediaCommand.Collect.class);
            call.happened(
                    new MediaEvent.Collected(collect.leg(), 1, collect.operation(), "", MediaEvent.EndReason.FAILED));
            if (!call.notices().contains(11215)) {
                call.document(document);
            }
        }

        assertThat(call.effects(Effect.Fetch.class)).hasSize(Limits.SILENT_DOCUMENTS);
    }

    @Test
    void playThatTheMediaServerEndsWithAFailureIsToldAndTheDocumentGoesOn() {
        Scenario call = Scenario.running("<Play>a.wav</Play><Play>b.wav</Play>");
        MediaCommand.Play play = call.latestMedia(MediaCommand.Play.class);
        var failure = new MediaFailure(Kind.PROMPT_INVALID, "no such file");

        call.happened(new MediaEvent.PlayEnded(play.leg(), 1, play.operation(), Optional.of(failure)));

        assertThat(call.notices()).containsExactly(12300);
        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
    }
}
