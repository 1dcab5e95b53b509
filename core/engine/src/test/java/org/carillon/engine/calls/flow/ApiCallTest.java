// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.api.Test;

/** Calls made and changed through the API. */
class ApiCallTest {
    private static final WebhookTarget OTHER = new WebhookTarget("http://tenant.example.com/other", HttpMethod.GET);

    @Test
    void documentIsFetchedWhenTheCalleeHasAnswered() {
        Scenario call = Scenario.outbound().answerMedia();
        assertThat(call.latest(Effect.Dial.class).destination()).isEqualTo("+15550001");
        call.signalled(new SignalEvent.Sent(Scenario.ROOT, "abc"))
                .signalled(new SignalEvent.Ringing(Scenario.ROOT, 180, Optional.empty()));
        assertThat(call.effects(Effect.Fetch.class)).isEmpty();

        call.signalled(new SignalEvent.Answered(Scenario.ROOT, "v=0"));

        assertThat(call.latest(Effect.Fetch.class).request().parameters())
                .containsEntry("CallStatus", "in-progress")
                .containsEntry("Direction", "outbound-api");
        call.document("<Say>Hi</Say>").playEnds();
        assertThat(call.told()).containsExactly("initiated", "ringing", "in-progress", "completed");
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void emptyDocumentThatCameWithTheCallEndsItWhenItIsAnswered() {
        Scenario call = Scenario.outboundWith("<Response/>").answerMedia();
        call.signalled(new SignalEvent.Answered(Scenario.ROOT, "v=0"));

        assertThat(call.notices()).isEmpty();
        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void calledPartyIsNotRedirectedBeforeItHasAnswered() {
        Scenario call = Scenario.running("<Dial action=\"/dialled\">+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(new SignalEvent.Ringing(child, 180, Optional.empty()));
        int asked = call.effects(Effect.Fetch.class).size();
        call.on(new Event.Commanded(
                "c1", child, new CallChange.Redirect(new Instructions.FromUrl(OTHER), Optional.empty())));
        assertThat(call.effects(Effect.Fetch.class)).hasSize(asked);

        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        assertThat(call.signals(SignalCommand.Cancel.class))
                .extracting(SignalCommand::leg)
                .containsExactly(child);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void calledPartyThatWasGivenADocumentOfItsOwnEndsAtTheLimit() {
        Scenario call = Scenario.running("<Dial>+15550002</Dial>");
        CallSid child = call.child(0).sid();
        call.signalled(new SignalEvent.Answered(child, "v=0"));
        call.on(new Event.Commanded(
                        "c1",
                        child,
                        new CallChange.Redirect(
                                new Instructions.Inline("<Response><Say loop=\"0\">Hi</Say></Response>"),
                                Optional.empty())))
                .answerMedia();
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        assertThat(call.session().isOver()).isFalse();

        call.advance(Limits.CALL_LENGTH);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void busyCalleeEndsTheCallWithoutADocument() {
        Scenario call = Scenario.outbound().answerMedia();
        call.signalled(new SignalEvent.Refused(Scenario.ROOT, 486, "Busy Here"));

        assertThat(call.records()).extracting(CallRecord::status).containsExactly(CallStatus.BUSY);
        assertThat(call.effects(Effect.Fetch.class)).isEmpty();
        assertThat(call.media(MediaCommand.Close.class)).hasSize(1);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void redirectStopsWhatIsHeardAndFetchesTheNewDocument() {
        Scenario call = Scenario.running("<Say loop=\"0\">For ever</Say>");
        String playing = call.latestMedia(MediaCommand.Play.class).operation();
        call.command("c1", new CallChange.Redirect(new Instructions.FromUrl(OTHER), Optional.empty()));

        assertThat(call.latestMedia(MediaCommand.Stop.class).stopped()).isEqualTo(playing);
        assertThat(call.latest(Effect.Fetch.class).request().url()).isEqualTo(OTHER.url());
        call.document("<Say>New</Say>");
        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
    }

    @Test
    void lateEndOfTheOldPromptDoesNotAdvanceTheNewDocument() {
        Scenario call = Scenario.running("<Say loop=\"0\">Old</Say>");
        MediaCommand.Play old = call.latestMedia(MediaCommand.Play.class);
        call.command(
                "c1",
                new CallChange.Redirect(
                        new Instructions.Inline("<Response><Say>New</Say><Say>Newer</Say></Response>"),
                        Optional.empty()));
        call.happened(
                new org.carillon.engine.media.MediaEvent.PlayEnded(old.leg(), 2, old.operation(), Optional.empty()));

        assertThat(call.media(MediaCommand.Play.class)).hasSize(2);
    }

    @Test
    void redirectWhileGatheringStopsListening() {
        Scenario call = Scenario.running("<Gather><Say>Press</Say></Gather>");
        String collecting = call.latestMedia(MediaCommand.Collect.class).operation();
        call.command("c1", new CallChange.Redirect(new Instructions.FromUrl(OTHER), Optional.empty()));

        assertThat(call.latestMedia(MediaCommand.Stop.class).stopped()).isEqualTo(collecting);
    }

    @Test
    void completeEndsAnAnsweredCall() {
        Scenario call = Scenario.running("<Say loop=\"0\">For ever</Say>").command("c1", new CallChange.Complete());

        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.records()).extracting(CallRecord::status).containsExactly(CallStatus.COMPLETED);
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void cancelEndsARingingCallOnly() {
        Scenario ringing = Scenario.outbound().answerMedia().command("c1", new CallChange.Cancel());
        Scenario answered = Scenario.running("<Say>Hi</Say>").command("c1", new CallChange.Cancel());

        assertThat(ringing.records()).extracting(CallRecord::status).containsExactly(CallStatus.CANCELED);
        assertThat(ringing.signals(SignalCommand.Cancel.class)).hasSize(1);
        assertThat(answered.root().isUp()).isTrue();
    }

    @Test
    void sameChangeActsOnce() {
        Scenario call = Scenario.running("<Say>Hi</Say>");
        CallChange change = new CallChange.Redirect(new Instructions.FromUrl(OTHER), Optional.empty());
        call.command("c1", change).command("c1", change);

        assertThat(call.effects(Effect.Fetch.class)).hasSize(2);
    }

    @Test
    void redirectedCalleeLeavesTheDialAndGoesItsOwnWay() {
        Scenario call = Scenario.running("<Dial action=\"/after\">+15550002</Dial>");
        var child = call.child(0).sid();
        call.signalled(new SignalEvent.Answered(child, "v=0"));
        call.on(new org.carillon.engine.calls.session.Event.Commanded(
                        "c1", child, new CallChange.Redirect(new Instructions.FromUrl(OTHER), Optional.empty())))
                .answerMedia();

        assertThat(call.effects(Effect.Fetch.class))
                .extracting(fetch -> fetch.request().url())
                .contains(OTHER.url(), "http://tenant.example.com/after");
        assertThat(call.child(0).isUp()).isTrue();
        assertThat(call.root().isUp()).isTrue();
        call.signalled(new SignalEvent.HungUp(Scenario.ROOT, Optional.empty()));
        assertThat(call.child(0).isUp()).isTrue();
    }
}
