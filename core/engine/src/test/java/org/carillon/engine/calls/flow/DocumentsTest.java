// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.FailureCodes;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where documents come from, and what happens when one cannot be had. */
class DocumentsTest {
    @Test
    void relativeUrlsAreResolvedAgainstTheDocumentTheyStandIn() {
        Scenario call = Scenario.running("<Redirect method=\"GET\">menu/start?a=1</Redirect>");

        var request = call.latest(Effect.Fetch.class).request();
        assertThat(request.url()).isEqualTo("http://tenant.example.com/menu/start?a=1");
        assertThat(request.method()).isEqualTo(HttpMethod.GET);
    }

    @ParameterizedTest
    @CsvSource({"CONNECT_FAILED,11205", "TIMEOUT,11200", "UNKNOWN_HOST,11210", "TLS_FAILED,11237", "TOO_LARGE,11750"})
    void fallbackIsAskedWithTheErrorWhenTheServerCannotBeReached(WebhookResult.Kind kind, int code) {
        Scenario call = Scenario.inbound().webhookFails(kind);

        var request = call.latest(Effect.Fetch.class).request();
        assertThat(request.url()).isEqualTo("http://tenant.example.com/fallback");
        assertThat(request.parameters())
                .containsEntry("ErrorCode", Integer.toString(code))
                .containsEntry("ErrorUrl", "http://tenant.example.com/voice");
        assertThat(call.notices()).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503, 302})
    void fallbackIsAskedWhenTheServerRefuses(int status) {
        Scenario call = Scenario.inbound().reply(status, "text/html", "no");

        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/fallback");
        assertThat(call.notices()).containsExactly(11200);
    }

    @Test
    void fallbackIsAskedWhenALaterDocumentFailsToo() {
        Scenario call = Scenario.running("<Gather action=\"/key\"/>").collected("1");
        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/key");
        call.reply(500, "text/plain", "broken");

        var request = call.latest(Effect.Fetch.class).request();
        assertThat(request.url()).endsWith("/fallback");
        assertThat(request.parameters()).containsEntry("ErrorUrl", "http://tenant.example.com/key");
        assertThat(request.parameters()).containsEntry("CallStatus", "in-progress");
    }

    @Test
    void brokenDocumentGoesToTheFallback() {
        Scenario call = Scenario.inbound().reply(200, "text/xml", "<Response><Say>");

        assertThat(call.latest(Effect.Fetch.class).request().parameters()).containsEntry("ErrorCode", "12100");
        assertThat(call.notices()).containsExactly(12100);
    }

    @Test
    void callerHearsAnApologyWhenTheFallbackFailsToo() {
        Scenario call = Scenario.inbound().webhookFails(WebhookResult.Kind.TIMEOUT);
        call.webhookFails(WebhookResult.Kind.TIMEOUT);

        MediaCommand.Play apology = call.latestMedia(MediaCommand.Play.class);
        assertThat(apology.prompts())
                .singleElement()
                .isInstanceOfSatisfying(
                        Prompt.Speech.class, speech -> assertThat(speech.text()).contains("application error"));
        call.playEnds();
        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.notices()).containsExactly(11200, 11200);
    }

    @Test
    void audioIsPlayed() {
        Scenario call = Scenario.inbound().reply(200, "audio/x-wav", "RIFF");

        assertThat(call.latestMedia(MediaCommand.Play.class).prompts())
                .containsExactly(new Prompt.Audio(Scenario.ACCOUNT, "http://tenant.example.com/voice"));
    }

    @Test
    void plainTextIsSpoken() {
        Scenario call = Scenario.inbound().reply(200, "text/plain; charset=utf-8", "Hello  there\n");

        assertThat(call.latestMedia(MediaCommand.Play.class).prompts())
                .singleElement()
                .isInstanceOfSatisfying(
                        Prompt.Speech.class, speech -> assertThat(speech.text()).isEqualTo("Hello there"));
    }

    @Test
    void otherContentIsAnError() {
        Scenario call = Scenario.inbound().reply(200, "application/json", "{}");

        assertThat(call.notices()).containsExactly(12300);
        assertThat(call.latest(Effect.Fetch.class).request().url()).endsWith("/fallback");
    }

    @Test
    void emptyAnswerEndsTheCall() {
        Scenario call =
                Scenario.running("<Say>Hi</Say><Redirect>/next</Redirect>").playEnds();
        call.reply(204, "", "");

        assertThat(call.signals(SignalCommand.HangUp.class)).hasSize(1);
        assertThat(call.notices()).isEmpty();
    }

    @Test
    void documentsThatOnlyRedirectAreStopped() {
        Scenario call = Scenario.running("<Redirect>/again</Redirect>");
        for (int i = 0;
                i < Limits.SILENT_DOCUMENTS + 5
                        && call.media(MediaCommand.Play.class).isEmpty();
                i++) {
            call.document("<Redirect>/again</Redirect>");
        }

        assertThat(call.notices()).containsExactly(FailureCodes.TOO_MANY_REDIRECTS);
        assertThat(call.effects(Effect.Fetch.class)).hasSizeLessThanOrEqualTo(Limits.SILENT_DOCUMENTS + 1);
        call.playEnds();
        assertThat(call.session().isOver()).isTrue();
    }

    @Test
    void documentsThatAreHeardMayFollowOneAnotherForEver() {
        Scenario call = Scenario.running("<Say>x</Say><Redirect>/again</Redirect>");
        for (int i = 0; i < 3 * Limits.SILENT_DOCUMENTS; i++) {
            call.playEnds();
            call.document("<Say>x</Say><Redirect>/again</Redirect>");
        }

        assertThat(call.notices()).isEmpty();
    }

    @Test
    void credentialsInAUrlAreShownToNobody() {
        Scenario call = Scenario.running("<Redirect>http://bob:s3cret@tenant.example.com/next?a=b@c</Redirect>");
        assertThat(call.latest(Effect.Fetch.class).request().url()).contains("bob:s3cret@");
        call.reply(500, "text/plain", "out of order");

        assertThat(call.latest(Effect.Fetch.class).request().parameters())
                .containsEntry("ErrorUrl", "http://tenant.example.com/next?a=b@c");
        assertThat(call.effects(Effect.Write.class).toString()).doesNotContain("s3cret");
    }

    @Test
    void notificationShowsWhatWasAskedAndAnswered() {
        Scenario call = Scenario.inbound().reply(500, "text/plain", "out of order");

        Notification notification = call.effects(Effect.Write.class).stream()
                .map(Effect.Write::entry)
                .filter(OutboxEntry.Notified.class::isInstance)
                .map(entry -> ((OutboxEntry.Notified) entry).notification())
                .findFirst()
                .orElseThrow();
        assertThat(notification.requestUrl()).isEqualTo("http://tenant.example.com/voice");
        assertThat(notification.requestVariables()).contains("CallSid=" + Scenario.ROOT, "CallStatus=ringing");
        assertThat(notification.responseBody()).isEqualTo("out of order");
    }

    @Test
    void loopOfPromptsThatCannotBePlayedHasAnEnd() {
        Scenario call = Scenario.running("<Play>gone.mp3</Play><Redirect>/again</Redirect>");
        for (int i = 0; !apologises(call) && i < 1_000; i++) {
            MediaCommand.Play play = call.latestMedia(MediaCommand.Play.class);
            call.happened(new MediaEvent.PlayEnded(
                    play.leg(),
                    1,
                    play.operation(),
                    Optional.of(new MediaFailure(MediaFailure.Kind.PROMPT_UNREACHABLE, "404"))));
            if (!apologises(call)) {
                call.document("<Play>gone.mp3</Play><Redirect>/again</Redirect>");
            }
        }

        assertThat(call.effects(Effect.Fetch.class)).hasSize(Limits.SILENT_DOCUMENTS);
    }

    @Test
    void loopOfDialsThatLeadNowhereHasAnEnd() {
        Scenario call = Scenario.running("<Dial action=\"/again\">+15550002</Dial>");
        for (int i = 0; !apologises(call) && i < 1_000; i++) {
            CallSid child =
                    call.session().legs().get(call.session().legs().size() - 1).sid();
            call.on(new Event.Unroutable(child, 13227, "no trunk")).answerMedia();
            if (!apologises(call)) {
                call.document("<Dial action=\"/again\">+15550002</Dial>");
            }
        }

        assertThat(call.effects(Effect.Fetch.class)).hasSize(Limits.SILENT_DOCUMENTS);
    }

    private static boolean apologises(Scenario call) {
        return call.notices().contains(11215);
    }

    @Test
    void connectionOverridesAreTakenOffTheUrl() {
        Scenario call = Scenario.running("<Redirect>/slow#ct=100&amp;rt=200&amp;rc=3</Redirect>");

        var request = call.latest(Effect.Fetch.class).request();
        assertThat(request.url()).isEqualTo("http://tenant.example.com/slow");
        assertThat(request.limits().connect()).hasMillis(100);
        assertThat(request.limits().retries()).isEqualTo(3);
    }

    @Test
    void answerThatNobodyWaitsForChangesNothing() {
        Scenario call = Scenario.running("<Say>Hi</Say>");
        var before = call.session();
        call.on(new Event.Fetched("other", new WebhookResult.Failed(WebhookResult.Kind.TIMEOUT, "", 1), Map.of()));

        assertThat(call.session().scripts()).isEqualTo(before.scripts());
        assertThat(call.lastEffects()).isEmpty();
    }
}
