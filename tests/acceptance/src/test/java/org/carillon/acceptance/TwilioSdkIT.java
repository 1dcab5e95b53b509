// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.base.Page;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Notification;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.carillon.acceptance.harness.Callee;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Platform.AccountKey;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.junit.jupiter.api.Test;

/** The official Java library, unmodified but for the host that its HTTP client asks. */
@OnThePlatform
class TwilioSdkIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    /** Sends everything to our host: what docs tell users to do, too. */
    private static final class OurHost extends NetworkHttpClient {
        private final String base;

        OurHost(String base) {
            this.base = base;
        }

        @Override
        public Response makeRequest(Request request) {
            String url = request.getUrl().replaceFirst("https://api(\\.[^/]*)?\\.twilio\\.com", base);
            var ours = new Request(request.getMethod(), url);
            ours.setAuth(request.getUsername(), request.getPassword());
            request.getQueryParams().forEach((name, values) -> values.forEach(v -> ours.addQueryParam(name, v)));
            request.getPostParams().forEach((name, values) -> values.forEach(v -> ours.addPostParam(name, v)));
            return super.makeRequest(ours);
        }
    }

    private static TwilioRestClient client(Scene scene) {
        AccountKey key = scene.platform().account();
        HttpClient http = new OurHost(scene.platform().url());
        return new TwilioRestClient.Builder(key.sid(), key.token())
                .httpClient(http)
                .build();
    }

    @Test
    void numberIsCreatedAndCallsReachIt(Scene scene) {
        TwilioRestClient client = client(scene);
        scene.web().onTwiml("/made", "<Hangup/>");
        String fresh = scene.platform().freshNumber();
        IncomingPhoneNumber number = IncomingPhoneNumber.creator(new PhoneNumber(fresh))
                .setVoiceUrl(URI.create(scene.web().url("/made")))
                .setFriendlyName("Made by the library")
                .create(client);
        assertThat(number.getPhoneNumber().toString()).isEqualTo(fresh);
        assertThat(number.getFriendlyName()).isEqualTo("Made by the library");
        scene.caller().call(scene.sipUri(fresh));
        assertThat(scene.web().awaitRequest("/made").param("To")).isEqualTo(fresh);
        assertThat(IncomingPhoneNumber.deleter(number.getSid()).delete(client)).isTrue();
    }

    @Test
    void callIsPlacedWithADocumentAndWithAUrlAndEnded(Scene scene) {
        TwilioRestClient client = client(scene);
        Callee bob = scene.callee();
        var to = new PhoneNumber(bob.number());
        var from = new PhoneNumber(scene.number());
        Call call = Call.creator(to, from, new Twiml("<Response><Pause length=\"30\"/></Response>"))
                .create(client);
        assertThat(call.getStatus()).isEqualTo(Call.Status.QUEUED);
        PhoneCall first = bob.awaitCall().ring().answer().awaitAcknowledged();
        scene.api().awaitStatus(call.getSid(), "in-progress");
        assertThat(Call.fetcher(call.getSid()).fetch(client).getStatus()).isEqualTo(Call.Status.IN_PROGRESS);
        Call.updater(call.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(client);
        first.awaitHungUp();
        scene.web().onTwiml("/placed", "<Hangup/>");
        Call.creator(to, from, URI.create(scene.web().url("/placed"))).create(client);
        bob.awaitCall().answer().awaitAcknowledged();
        assertThat(scene.web().awaitRequest("/placed", SOON).param("Direction")).isEqualTo("outbound-api");
    }

    @Test
    void callsAreListedOverThreePages(Scene scene) {
        TwilioRestClient client = client(scene);
        Callee bob = scene.callee().onCall(IncomingPolicy.reject(486));
        var to = new PhoneNumber(bob.number());
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            made.add(Call.creator(to, new PhoneNumber(scene.number()), new Twiml("<Response><Hangup/></Response>"))
                    .create(client)
                    .getSid());
        }
        made.forEach(sid -> scene.api().awaitStatus(sid, "busy"));
        Page<Call> page = Call.reader().setTo(to).pageSize(2).firstPage(client);
        var seen = new ArrayList<String>();
        var sizes = new ArrayList<Integer>();
        while (page != null) {
            page.getRecords().forEach(call -> seen.add(call.getSid()));
            sizes.add(page.getRecords().size());
            page = page.hasNextPage() ? Call.reader().nextPage(page, client) : null;
        }
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
        assertThat(Call.reader().setTo(to).setStatus(Call.Status.BUSY).limit(3).read(client))
                .hasSize(3);
    }

    @Test
    void recordingIsFetched(Scene scene) {
        TwilioRestClient client = client(scene);
        scene.web().onTwiml("/recorded", "<Hangup/>");
        PhoneCall call = scene.call("<Record action='/recorded' maxLength='1' playBeep='false'/>");
        call.awaitAnswered().audio().playTone(440);
        String sid = scene.web().awaitRequest("/recorded", SOON).param("RecordingSid");
        scene.api().awaitRecording(sid);
        Recording recording = Recording.fetcher(sid).fetch(client);
        assertThat(recording.getStatus()).isEqualTo(Recording.Status.COMPLETED);
        assertThat(recording.getDuration()).isEqualTo("1");
        assertThat(recording.getSource()).isEqualTo(Recording.Source.RECORD_VERB);
        List<Recording> ofCall = new ArrayList<>();
        Recording.reader().setCallSid(recording.getCallSid()).read(client).forEach(ofCall::add);
        assertThat(ofCall).extracting(Recording::getSid).containsExactly(sid);
    }

    @Test
    void notificationsAreRead(Scene scene) {
        Sound there = Tones.babble(Duration.ofSeconds(1), 70);
        scene.web().on("/there.wav", WebReply.wav(there));
        scene.call("<Say loop='x'>Hello</Say><Play>/there.wav</Play>").audio().awaitHeard(there, SOON);
        String sid = scene.callSid();
        scene.api().awaitNotification(sid, 13510);
        assertThat(Notification.reader().limit(20).read(client(scene)))
                .anySatisfy(note -> assertThat(note.getCallSid()).isEqualTo(sid));
    }

    @Test
    void errorOfTheApiIsAnExceptionWithItsCode(Scene scene) {
        assertThatThrownBy(
                        () -> Call.fetcher("CA00000000000000000000000000000000").fetch(client(scene)))
                .isInstanceOfSatisfying(ApiException.class, error -> {
                    assertThat(error.getCode()).isEqualTo(20404);
                    assertThat(error.getStatusCode()).isEqualTo(404);
                });
    }
}
