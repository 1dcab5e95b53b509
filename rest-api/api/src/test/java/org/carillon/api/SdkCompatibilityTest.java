// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.base.Page;
import com.twilio.base.ResourceSet;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Notification;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.carillon.api.testing.ApiServer;
import org.carillon.api.testing.LocalSdk;
import org.carillon.api.testing.Samples;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API as the official Java SDK sees it. */
class SdkCompatibilityTest {
    private static final String FROM = "+442079460958";
    private static final String TO = "+15551234567";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ApiServer server;

    @SuppressWarnings("NullAway.Init")
    private TwilioRestClient alice;

    private final Random random = new Random(42);

    @BeforeAll
    static void start() throws ServletException {
        server = new ApiServer(folder, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void client() {
        alice = LocalSdk.client(server, Samples.ALICE, Samples.ALICES_TOKEN);
    }

    @AfterEach
    void nothingFails() {
        server.calls.failWith(null);
    }

    private static ApiException failure(ThrowingCallable request) {
        return catchThrowableOfType(ApiException.class, request);
    }

    private CallRecord ended(String to, Instant created) {
        CallSid sid = CallSid.random(random);
        return server.calls.add(Samples.call(Samples.ALICE, sid, FROM, to, CallStatus.COMPLETED, created));
    }

    @Test
    void accountIsFetchedRenamedAndListed() {
        Account renamed = Account.updater(Samples.ALICE.value())
                .setFriendlyName("Alice & Söhne")
                .update(alice);
        Account fetched = Account.fetcher().fetch(alice);

        assertThat(renamed.getFriendlyName()).isEqualTo("Alice & Söhne");
        assertThat(fetched.getFriendlyName()).isEqualTo("Alice & Söhne");
        assertThat(fetched.getStatus()).isEqualTo(Account.Status.ACTIVE);
        assertThat(fetched.getDateCreated()).isEqualTo(ZonedDateTime.of(2026, 11, 5, 8, 9, 10, 0, ZoneOffset.UTC));
        assertThat(fetched.getSubresourceUris()).containsKeys("calls", "incoming_phone_numbers");
        assertThat(Account.reader().read(alice)).singleElement().isEqualTo(fetched);
    }

    @Test
    void mainAccountCannotSuspendItself() {
        ApiException error = failure(() -> Account.updater(Samples.ALICE.value())
                .setStatus(Account.Status.SUSPENDED)
                .update(alice));

        assertThat(error.getCode()).isEqualTo(ApiError.FORBIDDEN.code());
    }

    @Test
    void methodOfANumbersWebhookIsKeptWhileItHasNoUrl() {
        IncomingPhoneNumber made = IncomingPhoneNumber.creator(new PhoneNumber("+4930901829"))
                .setVoiceMethod(HttpMethod.GET)
                .create(alice);
        IncomingPhoneNumber changed = IncomingPhoneNumber.updater(made.getSid())
                .setStatusCallbackMethod(HttpMethod.GET)
                .update(alice);
        IncomingPhoneNumber named = IncomingPhoneNumber.updater(made.getSid())
                .setVoiceUrl("https://tenant.example/voice")
                .setStatusCallback("https://tenant.example/status")
                .update(alice);
        assertThat(made.getVoiceMethod()).isEqualTo(HttpMethod.GET);
        assertThat(changed.getStatusCallbackMethod()).isEqualTo(HttpMethod.GET);
        assertThat(named.getVoiceMethod()).isEqualTo(HttpMethod.GET);
        assertThat(named.getStatusCallbackMethod()).isEqualTo(HttpMethod.GET);
    }

    @Test
    void numberIsCreatedFoundChangedAndDeleted() {
        IncomingPhoneNumber made = IncomingPhoneNumber.creator(new PhoneNumber("+4930901820"))
                .setVoiceUrl(URI.create("https://tenant.example/voice?a=1#rt=2000"))
                .setVoiceMethod(HttpMethod.GET)
                .setStatusCallback(URI.create("https://tenant.example/status"))
                .create(alice);
        assertThat(made.getPhoneNumber().getEndpoint()).isEqualTo("+4930901820");
        assertThat(made.getVoiceUrl()).hasToString("https://tenant.example/voice?a=1#rt=2000");
        assertThat(made.getVoiceMethod()).isEqualTo(HttpMethod.GET);
        assertThat(made.getFriendlyName()).isEqualTo("030 901820");
        assertThat(made.getCapabilities().getVoice()).isTrue();
        assertThat(made.getCapabilities().getSms()).isFalse();

        assertThat(IncomingPhoneNumber.reader().setPhoneNumber("+4930901820").read(alice))
                .singleElement()
                .isEqualTo(made);
        IncomingPhoneNumber changed = IncomingPhoneNumber.updater(made.getSid())
                .setVoiceUrl("https://tenant.example/other")
                .setFriendlyName("Berlin")
                .update(alice);
        assertThat(changed.getVoiceUrl()).hasToString("https://tenant.example/other");
        assertThat(changed.getVoiceMethod()).isEqualTo(HttpMethod.GET);
        assertThat(IncomingPhoneNumber.reader().setFriendlyName("Berlin").read(alice))
                .hasSize(1);

        assertThat(IncomingPhoneNumber.deleter(made.getSid()).delete(alice)).isTrue();
        ApiException gone =
                failure(() -> IncomingPhoneNumber.fetcher(made.getSid()).fetch(alice));
        assertThat(gone.getCode()).isEqualTo(20_404);
        assertThat(gone.getStatusCode()).isEqualTo(404);
        assertThat(gone.getMoreInfo()).endsWith("/20404");
    }

    @Test
    void numberThatIsTakenOrNoneIsRefused() {
        IncomingPhoneNumber.creator(new PhoneNumber("+4930901821")).create(alice);

        assertThat(failure(() -> IncomingPhoneNumber.creator(new PhoneNumber("+4930901821"))
                                .create(LocalSdk.client(server, Samples.BOB, Samples.BOBS_TOKEN)))
                        .getCode())
                .isEqualTo(21_422);
        assertThat(failure(() -> IncomingPhoneNumber.creator(new PhoneNumber("+49 nobody"))
                                .create(alice))
                        .getCode())
                .isEqualTo(21_421);
        assertThat(failure(() -> IncomingPhoneNumber.creator("415").create(alice))
                        .getCode())
                .isEqualTo(20_501);
        assertThat(failure(() -> IncomingPhoneNumber.creator(new PhoneNumber("+4930901822"))
                                .setVoiceUrl("gopher://tenant.example")
                                .create(alice))
                        .getCode())
                .isEqualTo(21_502);
    }

    @Test
    void callIsMadeWithAllThatTheEngineTakes() {
        Call call = Call.creator(new PhoneNumber(TO), new PhoneNumber(FROM), URI.create("https://tenant.example/voice"))
                .setMethod(HttpMethod.GET)
                .setFallbackUrl("https://tenant.example/fallback")
                .setStatusCallback("https://tenant.example/status")
                .setStatusCallbackEvent(List.of("initiated", "answered"))
                .setTimeout(20)
                .setTimeLimit(600)
                .create(alice);

        var made = server.calls.made().get(server.calls.made().size() - 1);
        assertThat(call.getStatus()).isEqualTo(Call.Status.QUEUED);
        assertThat(call.getFrom()).isEqualTo(FROM);
        assertThat(call.getStartTime()).isNull();
        assertThat(call.getDuration()).isNull();
        assertThat(call.getQueueTime()).isEqualTo("0");
        assertThat(made.statusEvents()).containsExactlyInAnyOrder(CallStatus.INITIATED, CallStatus.IN_PROGRESS);
        assertThat(made.timeout()).hasSeconds(20);
        assertThat(made.timeLimit()).get().hasToString("PT10M");
        assertThat(made.instructions())
                .hasToString("FromUrl[target=WebhookTarget[url=https://tenant.example/voice, method=GET]]");
    }

    @Test
    void callWithADocumentHangsUpAndIsRemoved() {
        Call call = Call.creator(new PhoneNumber(TO), new PhoneNumber(FROM), new Twiml("<Response><Pause/></Response>"))
                .create(alice);

        Call ended = Call.updater(call.getSid())
                .setStatus(Call.UpdateStatus.COMPLETED)
                .update(alice);

        assertThat(ended.getStatus()).isEqualTo(Call.Status.COMPLETED);
        assertThat(ended.getDuration()).isEqualTo("15");
        assertThat(ended.getEndTime()).isNotNull();
        assertThat(Call.fetcher(call.getSid()).fetch(alice)).isEqualTo(ended);
        assertThat(failure(() -> Call.updater(call.getSid())
                                .setUrl("https://tenant.example/")
                                .update(alice))
                        .getCode())
                .isEqualTo(21_220);
        assertThat(Call.deleter(call.getSid()).delete(alice)).isTrue();
        assertThat(failure(() -> Call.fetcher(call.getSid()).fetch(alice)).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void callIsRedirected() {
        Call call = Call.creator(new PhoneNumber(TO), new PhoneNumber(FROM), new Twiml("<Response><Pause/></Response>"))
                .create(alice);

        Call redirected = Call.updater(call.getSid())
                .setUrl("https://tenant.example/next")
                .setMethod(HttpMethod.GET)
                .update(alice);

        assertThat(redirected.getStatus()).isEqualTo(Call.Status.IN_PROGRESS);
        assertThat(server.calls.changes()).last().isInstanceOf(CallChange.Redirect.class);
    }

    @Test
    void callsAreListedOverThreePages() {
        String to = "+4930555000";
        for (int i = 0; i < 5; i++) {
            ended(to, Samples.MADE.plusSeconds(i));
        }

        ResourceSet<Call> all = Call.reader().setTo(to).setPageSize(2L).read(alice);
        List<Call> seen = new ArrayList<>();
        all.forEach(seen::add);

        assertThat(seen)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allMatch(call -> call.getTo().equals(to));
        assertThat(seen).extracting(Call::getDateCreated).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void pagesAreTurnedBackAndForth() {
        String to = "+4930555001";
        for (int i = 0; i < 5; i++) {
            ended(to, Samples.MADE);
        }
        var reader = Call.reader().setTo(to).setPageSize(2L);

        Page<Call> first = reader.firstPage(alice);
        Page<Call> second = reader.nextPage(first, alice);
        Page<Call> third = reader.nextPage(second, alice);
        Page<Call> back = reader.previousPage(third, alice);

        assertThat(third.getRecords()).hasSize(1);
        assertThat(third.hasNextPage()).isFalse();
        assertThat(back.getRecords()).isEqualTo(second.getRecords());
        assertThat(reader.previousPage(back, alice).getRecords()).isEqualTo(first.getRecords());
    }

    @Test
    void callsAreFilteredByTimeAndStatus() {
        String to = "+4930555002";
        CallRecord early = ended(to, Instant.parse("2026-01-01T10:00:00Z"));
        CallRecord late = ended(to, Instant.parse("2026-01-03T10:00:00Z"));
        ZonedDateTime between = ZonedDateTime.of(2026, 1, 2, 0, 0, 0, 0, ZoneOffset.UTC);

        var before = Call.reader().setTo(to).setStartTimeBefore(between).read(alice);
        var after = Call.reader().setTo(to).setStartTimeAfter(between).read(alice);
        var busy = Call.reader().setTo(to).setStatus(Call.Status.BUSY).read(alice);
        var exact = Call.reader()
                .setTo(to)
                .setStartTime(early.started().atZone(ZoneOffset.UTC))
                .read(alice);

        assertThat(before).extracting(Call::getSid).containsExactly(early.sid().value());
        assertThat(after).extracting(Call::getSid).containsExactly(late.sid().value());
        assertThat(exact).extracting(Call::getSid).containsExactly(early.sid().value());
        assertThat(busy).isEmpty();
    }

    @Test
    void recordingsAreListedFetchedAndDeleted() {
        CallRecord call = ended("+4930555003", Samples.MADE);
        RecordingSid sid = RecordingSid.random(random);
        server.recordings.add(Samples.recording(
                Samples.ALICE, sid, call.sid(), org.carillon.engine.recordings.Recording.Status.COMPLETED));
        server.vault.put(Samples.ALICE, sid, new byte[] {1});

        Recording recording = Recording.fetcher(sid.value()).fetch(alice);

        assertThat(recording.getDuration()).isEqualTo("3");
        assertThat(recording.getSource()).isEqualTo(Recording.Source.RECORD_VERB);
        assertThat(recording.getStatus()).isEqualTo(Recording.Status.COMPLETED);
        assertThat(recording.getMediaUrl())
                .hasToString("http://api.example/2010-04-01/Accounts/" + Samples.ALICE + "/Recordings/" + sid);
        assertThat(Recording.reader().setCallSid(call.sid().value()).read(alice))
                .containsExactly(recording);
        assertThat(com.twilio.rest.api.v2010.account.call.Recording.reader(
                                call.sid().value())
                        .read(alice))
                .singleElement()
                .satisfies(found -> assertThat(found.getSid()).isEqualTo(sid.value()));
        assertThat(Recording.deleter(sid.value()).delete(alice)).isTrue();
        assertThat(Recording.reader().setCallSid(call.sid().value()).read(alice))
                .isEmpty();
        assertThat(Recording.reader()
                        .setCallSid(call.sid().value())
                        .setIncludeSoftDeleted(true)
                        .read(alice))
                .singleElement()
                .extracting(Recording::getStatus)
                .isEqualTo(Recording.Status.DELETED);
        assertThat(failure(() -> Recording.fetcher(sid.value()).fetch(alice)).getCode())
                .isEqualTo(20_404);
        assertThat(server.vault.open(Samples.ALICE, sid)).isEmpty();
    }

    @Test
    void notificationsAreListedAndFetched() {
        CallRecord call = ended("+4930555004", Samples.MADE);
        var error = server.notifications.add(
                Samples.notification(Samples.ALICE, NotificationSid.random(random), call.sid(), 0));
        server.notifications.add(Samples.notification(Samples.ALICE, NotificationSid.random(random), call.sid(), 1));

        Notification fetched = Notification.fetcher(error.sid().value()).fetch(alice);

        assertThat(fetched.getErrorCode()).isEqualTo("11200");
        assertThat(fetched.getResponseBody()).isEqualTo("<html>500</html>");
        assertThat(Notification.reader().setLog(0).read(alice))
                .extracting(Notification::getSid)
                .contains(error.sid().value())
                .hasSize(1);
        assertThat(com.twilio.rest.api.v2010.account.call.Notification.reader(
                                call.sid().value())
                        .read(alice))
                .hasSize(2);
    }

    @Test
    void everyMistakeHasItsCode() {
        assertThat(failure(() -> Call.creator(
                                        new PhoneNumber(TO),
                                        new PhoneNumber(FROM),
                                        URI.create("https://tenant.example/voice"))
                                .setRecord(true)
                                .create(alice))
                        .getCode())
                .isEqualTo(20_501);
        assertThat(failure(() -> Call.creator(new PhoneNumber(TO), new PhoneNumber(FROM), URI.create("https:/voice"))
                                .create(alice))
                        .getCode())
                .isEqualTo(21_205);
        TwilioRestClient wrong = LocalSdk.client(server, Samples.ALICE, Samples.BOBS_TOKEN);
        assertThat(failure(() -> Account.fetcher().fetch(wrong)).getCode()).isEqualTo(20_003);
        assertThat(failure(() -> Account.fetcher(Samples.BOB.value()).fetch(alice))
                        .getCode())
                .isEqualTo(20_404);
    }

    @Test
    void requestThatMayHaveBeenDoneIsNotRepeatedByTheSdk() {
        server.calls.failWith(new IllegalStateException("lost"));
        int before = server.calls.made().size();

        ApiException error =
                failure(() -> Call.creator(new PhoneNumber(TO), new PhoneNumber(FROM), new Twiml("<Response/>"))
                        .create(alice));

        assertThat(error.getStatusCode()).isEqualTo(409);
        assertThat(server.calls.made()).hasSize(before + 1);
    }
}
