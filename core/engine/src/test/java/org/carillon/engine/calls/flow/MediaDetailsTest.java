// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.webhooks.WebhookResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document's attributes make of the media server's commands, and what is taken back when a verb is over. */
class MediaDetailsTest {
    private static Scenario connected(String attributes) {
        Scenario call = Scenario.running("<Dial action=\"/after\" " + attributes + ">+15550002</Dial>");
        return call.signalled(new SignalEvent.Answered(call.child(0).sid(), "v=0"));
    }

    @ParameterizedTest
    @CsvSource({"'', true", "bargeIn='true', true", "bargeIn='false', false"})
    void bargeInIsTheTenantsChoice(String attribute, boolean bargeIn) {
        Scenario call = Scenario.running("<Gather " + attribute + "><Say>Press</Say></Gather>");

        assertThat(call.latestMedia(MediaCommand.Collect.class).bargeIn()).isEqualTo(bargeIn);
    }

    @Test
    void promptInAGatherIsHeardAsOftenAsItsLoopSays() {
        Scenario call = Scenario.running("<Gather><Say loop=\"3\">Press</Say></Gather>");

        assertThat(call.latestMedia(MediaCommand.Collect.class).prompts())
                .filteredOn(Prompt.Speech.class::isInstance)
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"'', true", "playBeep='true', true", "playBeep='false', false"})
    void beepBeforeARecordingIsTheTenantsChoice(String attribute, boolean beep) {
        Scenario call = Scenario.running("<Record " + attribute + "/>");

        assertThat(call.latestMedia(MediaCommand.Record.class).beep()).isEqualTo(beep);
    }

    @ParameterizedTest
    @CsvSource({"'', 1234567890*#", "finishOnKey='#5', #5", "finishOnKey='', ''"})
    void keysThatEndARecordingAreTheTenantsChoice(String attribute, String keys) {
        Scenario call = Scenario.running("<Record " + attribute + "/>");

        assertThat(call.latestMedia(MediaCommand.Record.class)
                        .finishOn()
                        .chars()
                        .sorted()
                        .toArray())
                .isEqualTo(keys.chars().sorted().toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "record-from-answer, '', false, false",
        "record-from-answer-dual, '', true, false",
        "record-from-answer, trim='trim-silence', false, true"
    })
    void dialIsRecordedAsTheTenantWants(String mode, String attribute, boolean dual, boolean trim) {
        MediaCommand.Record record =
                connected("record=\"" + mode + "\" " + attribute).latestMedia(MediaCommand.Record.class);

        assertThat(record.dual()).isEqualTo(dual);
        assertThat(record.trimSilence()).isEqualTo(trim);
    }

    @Test
    void ringToneIsThatOfTheCountryTheTenantNames() {
        Scenario call = Scenario.running("<Dial ringTone=\"de\">+15550002</Dial>");

        assertThat(call.latestMedia(MediaCommand.Play.class).prompts())
                .containsExactly(new Prompt.Tone(Prompt.Tone.Kind.RINGBACK, "de"));
    }

    @Test
    void ringToneEndsWhenNobodyAnswers() {
        Scenario call = Scenario.running("<Dial action=\"/after\">+15550002</Dial>");
        String ringing = call.latestMedia(MediaCommand.Play.class).operation();
        call.signalled(new SignalEvent.Refused(call.child(0).sid(), 486, "Busy"));

        assertThat(call.latestMedia(MediaCommand.Stop.class).stopped()).isEqualTo(ringing);
    }

    @Test
    void onlyTheCallersStarEndsADial() {
        Scenario call = connected("hangupOnStar=\"true\"");
        MediaHandle caller = call.root().media().orElseThrow();
        MediaHandle callee = call.child(0).media().orElseThrow();
        MediaCommand.WatchDigits watch = call.latestMedia(MediaCommand.WatchDigits.class);
        assertThat(watch.leg()).isEqualTo(caller);
        assertThat(watch.digits()).isEqualTo("*");

        call.happened(new MediaEvent.DigitHeard(caller, 1, watch.operation(), '5'));
        call.happened(new MediaEvent.DigitHeard(callee, 1, watch.operation(), '*'));
        assertThat(call.child(0).hasEnded()).isFalse();
        call.happened(new MediaEvent.DigitHeard(caller, 2, watch.operation(), '*'));
        assertThat(call.child(0).hasEnded()).isTrue();
        assertThat(call.latestMedia(MediaCommand.WatchDigits.class).digits()).isEmpty();
    }

    @Test
    void prosodyIsTurnedIntoTheSynthesisersMeasures() {
        Scenario call =
                Scenario.running("<Say><prosody rate=\"80%\" pitch=\"+10%\" volume=\"silent\">Hush</prosody></Say>");

        assertThat(call.latestMedia(MediaCommand.Play.class).prompts())
                .singleElement()
                .isInstanceOfSatisfying(Prompt.Speech.class, speech -> {
                    assertThat(speech.ratePercent()).isEqualTo(80);
                    assertThat(speech.pitchPercent()).isEqualTo(10);
                    assertThat(speech.volumeDecibel()).isEqualTo(-60);
                });
    }

    @Test
    void ringingTimeDoesNotEndTheConnection() {
        Scenario call = Scenario.running("<Dial timeout=\"20\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.advance(Duration.ofSeconds(19)).signalled(new SignalEvent.Answered(child, "v=0"));
        assertThat(call.session().alarms()).extracting(alarm -> alarm.name()).doesNotContain("dial");
        call.advance(Duration.ofSeconds(30));

        assertThat(call.child(0).isUp()).isTrue();
    }

    @Test
    void pauseThatADocumentReplacesLeavesNoDeadline() {
        Scenario call = Scenario.running("<Pause length=\"600\"/>");
        call.command(
                "c1",
                new CallChange.Redirect(
                        new Instructions.Inline("<Response><Say loop='0'>New</Say></Response>"), Optional.empty()));

        assertThat(call.session().alarms()).extracting(alarm -> alarm.name()).doesNotContain("pause");
    }

    @Test
    void partyWhoseDiallerAndDocumentAreGoneIsHungUp() {
        Scenario call = connected("");
        CallSid child = call.child(0).sid();
        call.on(new Event.Commanded(
                        "c1",
                        child,
                        new CallChange.Redirect(
                                new Instructions.Inline("<Response><Say>Bye</Say></Response>"), Optional.empty())))
                .answerMedia();
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        MediaCommand.Play play = call.latestMedia(MediaCommand.Play.class);
        call.happened(new MediaEvent.PlayEnded(play.leg(), 9, play.operation(), Optional.empty()));

        assertThat(call.signals(SignalCommand.HangUp.class))
                .extracting(SignalCommand::leg)
                .containsExactly(child);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void endedLegKeepsNoDeadline() {
        Scenario call = connected("timeLimit=\"100\"");
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));

        assertThat(call.session().alarms()).isEmpty();
    }

    @Test
    void relativeUrlsOfADocumentThatWasRedirectedToAreResolvedThere() {
        Scenario call = Scenario.inbound();
        Effect.Fetch fetch = call.latest(Effect.Fetch.class);
        var body = new WebhookResult.Body(
                "<Response><Redirect>next</Redirect></Response>".getBytes(StandardCharsets.UTF_8));
        call.on(new Event.Fetched(
                        fetch.operation(),
                        new WebhookResult.Reply(200, "http://other.example.com/menu/start", "text/xml", body, 1),
                        Map.of()))
                .answerMedia();

        assertThat(call.latest(Effect.Fetch.class).request().url()).isEqualTo("http://other.example.com/menu/next");
    }

    @Test
    void busyWeighsMoreThanNoAnswer() {
        Scenario call =
                Scenario.running("<Dial action=\"/after\"><Number>+15550002</Number><Number>+15550003</Number></Dial>");
        List<CallSid> children = List.of(call.child(0).sid(), call.child(1).sid());
        call.signalled(new SignalEvent.Refused(children.get(0), 480, "Away"));
        call.signalled(new SignalEvent.Refused(children.get(1), 486, "Busy"));

        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("DialCallStatus", "busy");
    }

    @Test
    void numberOfANounIsWrittenInItsInternationalForm() {
        Scenario call = Scenario.running("<Dial><Number> +1 (555) 000-2222 </Number></Dial>");

        assertThat(call.latest(Effect.Dial.class).destination()).isEqualTo("+15550002222");
    }
}
