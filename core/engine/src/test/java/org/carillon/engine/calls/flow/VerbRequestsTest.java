// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.speech.VoiceTable;
import org.carillon.engine.webhooks.HttpMethod;
import org.junit.jupiter.api.Test;

/** What attributes and nouns ask for in the requests that follow from them (Twilio: the pages of the verbs). */
class VerbRequestsTest {
    private static HttpMethod asked(Scenario call, String path) {
        return call.effects(Effect.Fetch.class).stream()
                .map(Effect.Fetch::request)
                .filter(request -> request.url().contains(path))
                .findFirst()
                .orElseThrow()
                .method();
    }

    private static HttpMethod told(Scenario call, String path) {
        return call.effects(Effect.Tell.class).stream()
                .map(Effect.Tell::request)
                .filter(request -> request.url().contains(path))
                .findFirst()
                .orElseThrow()
                .method();
    }

    @Test
    void actionsAreAskedByTheirMethod() {
        assertThat(asked(
                        Scenario.running("<Gather action=\"/after-g\" method=\"GET\"/>")
                                .collected("1"),
                        "/after-g"))
                .isEqualTo(HttpMethod.GET);
        assertThat(asked(
                        Scenario.running("<Record action=\"/after-r\" method=\"GET\"/>")
                                .recorded(Duration.ofSeconds(3), "#")
                                .kept(50_000),
                        "/after-r"))
                .isEqualTo(HttpMethod.GET);
        Scenario dial = Scenario.running("<Dial action=\"/after-d\" method=\"GET\">+15550002</Dial>");
        dial.signalled(new SignalEvent.Refused(dial.child(0).sid(), 486, "Busy Here"));
        assertThat(asked(dial, "/after-d")).isEqualTo(HttpMethod.GET);
        assertThat(asked(Scenario.running("<Dial action=\"/after-n\" method=\"GET\"/>"), "/after-n"))
                .isEqualTo(HttpMethod.GET);
    }

    @Test
    void callbacksAreToldByTheirMethod() {
        Scenario call = Scenario.running("<Dial record=\"record-from-answer\" recordingStatusCallback=\"/kept\""
                + " recordingStatusCallbackMethod=\"GET\"><Number statusCallback=\"/leg\" statusCallbackMethod=\"GET\">"
                + "+15550002</Number></Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(new SignalEvent.Answered(child, "v=0"));
        call.signalled(new SignalEvent.HungUp(child, Optional.empty()));
        call.recorded(Duration.ofMillis(2_500), "").kept(40_000);

        assertThat(told(call, "/leg")).isEqualTo(HttpMethod.GET);
        assertThat(told(call, "/kept")).isEqualTo(HttpMethod.GET);
    }

    @Test
    void headersInTheUriOfASipNounGoOut() {
        Scenario call = Scenario.running("<Dial><Sip>sip:bob@example.com?x-order=17&amp;x-colour=red</Sip></Dial>");

        assertThat(call.latest(Effect.Dial.class).headers())
                .containsEntry("x-order", "17")
                .containsEntry("x-colour", "red");
    }

    @Test
    void languageOfSayChoosesTheVoice() {
        Scenario call = Scenario.running("<Say language=\"de-DE\">Guten Tag</Say>");

        assertThat(call.latestMedia(MediaCommand.Play.class).prompts())
                .hasOnlyElementsOfType(Prompt.Speech.class)
                .extracting(prompt -> ((Prompt.Speech) prompt).voice())
                .containsExactly(new VoiceTable()
                        .choose(Optional.empty(), Optional.of("de-DE"))
                        .voice());
    }
}
