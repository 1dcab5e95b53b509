// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaEvent.EndReason;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Prompt;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The driver against a simulated server: what it sends, and what it makes of answers and notifications. */
class MgcpMediaServerTest {
    private static final String CALL = "CA0123456789abcdef0123456789abcdef";

    private final SimulatedServer server = new SimulatedServer();
    private final Driver driver = new Driver(server.setting("m1", "carillon"));

    @BeforeEach
    void waitForTheServer() {
        driver.awaitReady();
    }

    @AfterEach
    void close() {
        driver.close();
        server.close();
    }

    @Test
    void openingALegWithAnOfferGivesItsHandleAndTheAnswer() {
        var opened = (MediaResult.Opened)
                driver.perform(new MediaCommand.Open(CALL + ".1.1", CALL, Optional.of(SimulatedServer.SDP)));

        assertThat(opened.handle()).isEqualTo(new MediaHandle("m1", "leg/1-abcd@host", "11"));
        assertThat(opened.localSdp()).contains(SimulatedServer.SDP);
        MgcpCommand command = server.last(MgcpVerb.CRCX);
        assertThat(command.endpoint().local()).isEqualTo("leg/$");
        assertThat(command.parameters().callId()).contains(CALL + ".1.1");
        assertThat(command.parameters().notifiedEntity().orElseThrow().port())
                .isEqualTo(driver.media().address().getPort());
        assertThat(command.descriptions()).containsExactly(SimulatedServer.SDP);
    }

    @Test
    void anOperationThatIsRepeatedHasNoSecondEffect() {
        var open = new MediaCommand.Open(CALL + ".1.1", CALL, Optional.empty());

        MediaResult first = driver.perform(open);
        MediaResult second = driver.perform(open);

        assertThat(second).isEqualTo(first);
        assertThat(server.commands(MgcpVerb.CRCX)).hasSize(1);
    }

    @Test
    void modifyingGivesTheNewAnswer() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        assertThat(driver.perform(new MediaCommand.Modify(CALL + ".2.1", leg, SimulatedServer.SDP)))
                .isEqualTo(new MediaResult.Modified(SimulatedServer.SDP));
        assertThat(server.last(MgcpVerb.MDCX).parameters().connectionId()).contains(leg.connection());
        assertThat(server.last(MgcpVerb.MDCX).endpoint()).hasToString(leg.endpoint());
    }

    @Test
    void refusalsBecomeTheFailuresThatTheEngineTellsApart() {
        assertThat(openingRefusedWith(534)).isEqualTo(Kind.NOT_ACCEPTABLE);
        assertThat(openingRefusedWith(505)).isEqualTo(Kind.NOT_ACCEPTABLE);
        assertThat(openingRefusedWith(502)).isEqualTo(Kind.NO_CAPACITY);
        assertThat(openingRefusedWith(500)).isEqualTo(Kind.GONE);
        assertThat(openingRefusedWith(510)).isEqualTo(Kind.OTHER);
    }

    @Test
    void closingAGoneLegIsDone() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        server.on(MgcpVerb.DLCX, c -> List.of(MgcpResponse.of(500, c.transaction(), "no such endpoint")));

        assertThat(driver.perform(new MediaCommand.Close(CALL + ".3.1", leg))).isEqualTo(Results.DONE);
        assertThat(driver.media().health().legs()).isZero();
    }

    @Test
    void playingSendsTheReadySegmentsAndItsEndIsTold() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        var prompts = List.<Prompt>of(
                new Prompt.Speech("hello", "flite:slt", 100, 0, 0),
                new Prompt.Silence(Duration.ofMillis(1500)),
                new Prompt.Digits("1w2#"),
                new Prompt.Tone(Prompt.Tone.Kind.RINGBACK, "DE"),
                new Prompt.Tone(Prompt.Tone.Kind.BUSY, "xx"));

        assertThat(driver.perform(new MediaCommand.Play(CALL + ".2.1", leg, prompts, 0)))
                .isEqualTo(Results.DONE);

        MgcpCommand request = server.last(MgcpVerb.RQNT);
        assertThat(request.parameters().first("R"))
                .as("digits that are watched stay watched")
                .isEmpty();
        assertThat(request.parameters().first("S").orElseThrow())
                .matches(
                        "AU/pa\\(an=file:///speech/[0-9a-f]+.wav,silence:1500,dtmf:1w2#,tone:ring-de,tone:busy-us it=-1\\)");
        server.notify(
                leg.endpoint(), request.parameters().requestId().orElseThrow(), "AU/oc(rc=100 rs=done am=900)", 1);
        assertThat(driver.event()).isEqualTo(new MediaEvent.PlayEnded(leg, 1, CALL + ".2.1", Optional.empty()));
    }

    @Test
    void aPromptThatTheServerCannotPlayFailsThePlay() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        server.notify(leg.endpoint(), "p-" + CALL + ".2.1", "AU/of(rc=301 rs=prompt tx=\"no such file\")", 1);

        var ended = (MediaEvent.PlayEnded) driver.event();
        assertThat(ended.failure().orElseThrow().kind()).isEqualTo(Kind.PROMPT_INVALID);
        assertThat(ended.failure().orElseThrow().message()).contains("no such file");
    }

    @Test
    void promptsThatTheServerLeftOutAreToldBeforeTheEnd() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        server.notify(leg.endpoint(), "c-" + CALL + ".2.1", "AU/oc(rc=100 rs=max dc=12 ls=2 tx=\"no such file\")", 1);
        server.notify(leg.endpoint(), "p-" + CALL + ".2.2", "AU/oc(rc=100 rs=done am=20 cl=idle)", 2);

        await().until(() -> driver.events().size() == 4);
        assertThat(driver.events().get(0)).isInstanceOfSatisfying(MediaEvent.PromptFailed.class, failed -> {
            assertThat(failed.operation()).isEqualTo(CALL + ".2.1");
            assertThat(failed.failure().kind()).isEqualTo(Kind.PROMPT_INVALID);
            assertThat(failed.failure().message()).contains("2 of the prompts", "no such file");
        });
        assertThat(driver.events().get(1))
                .isEqualTo(new MediaEvent.Collected(leg, 1, CALL + ".2.1", "12", EndReason.MAX_DIGITS));
        assertThat(driver.events().get(2))
                .isInstanceOfSatisfying(
                        MediaEvent.PromptFailed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(driver.events().get(3)).isInstanceOf(MediaEvent.PlayEnded.class);
    }

    @Test
    void collectingSendsTheRulesAndTellsTheDigits() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        var prompts = List.<Prompt>of(new Prompt.Silence(Duration.ofMillis(100)));
        driver.perform(new MediaCommand.Collect(CALL + ".2.1", leg, prompts, 4, "#", Duration.ofMillis(4_950), true));

        MgcpCommand request = server.last(MgcpVerb.RQNT);
        assertThat(request.parameters().first("S"))
                .contains("AU/pc(ip=silence:100 ni=false cb=true mn=1 mx=4 fdt=50 idt=50 eik=#)");
        String id = request.parameters().requestId().orElseThrow();
        server.notify(leg.endpoint(), id, "AU/oc(rc=100 rs=key dc=123 ik=# am=2140)", 1);

        assertThat(driver.event())
                .isEqualTo(new MediaEvent.Collected(leg, 1, CALL + ".2.1", "123", EndReason.FINISH_KEY));
    }

    @Test
    void everyEndOfACollectionHasItsReason() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        assertThat(collected(leg, 1, "AU/oc(rc=100 rs=max dc=1234)")).isEqualTo(EndReason.MAX_DIGITS);
        assertThat(collected(leg, 2, "AU/oc(rc=100 rs=timeout dc=12)")).isEqualTo(EndReason.TIMEOUT);
        assertThat(collected(leg, 3, "AU/of(rc=326 rs=timeout)")).isEqualTo(EndReason.TIMEOUT);
        assertThat(collected(leg, 4, "AU/of(rc=326 rs=key ik=#)")).isEqualTo(EndReason.FINISH_KEY);
        assertThat(collected(leg, 5, "AU/oc(rc=100 rs=stopped)")).isEqualTo(EndReason.STOPPED);
        assertThat(collected(leg, 6, "AU/oc(rc=100 rs=hangup)")).isEqualTo(EndReason.STOPPED);
        assertThat(collected(leg, 7, "AU/of(rc=301 rs=prompt)")).isEqualTo(EndReason.FAILED);
    }

    @Test
    void recordingSendsTheRulesAndTellsTheFile() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        driver.perform(new MediaCommand.Record(
                CALL + ".2.1", leg, "RE9", true, Duration.ofSeconds(60), Duration.ofSeconds(5), "*#", true, true));

        MgcpCommand request = server.last(MgcpVerb.RQNT);
        assertThat(request.parameters().first("S"))
                .contains("AU/pr(ip=tone:beep ni=true ri=RE9 rlt=600 prt=50 pst=50 eik=*# tr=true ch=2)");
        server.notify(
                leg.endpoint(),
                request.parameters().requestId().orElseThrow(),
                "AU/oc(rc=100 rs=key ri=\"file:///rec/RE9.wav\" dm=3210 sz=51404 sh=ab12 ik=#)",
                1);

        assertThat(driver.event())
                .isEqualTo(new MediaEvent.Recorded(
                        leg,
                        1,
                        CALL + ".2.1",
                        "file:///rec/RE9.wav",
                        "ab12",
                        Duration.ofMillis(3210),
                        EndReason.FINISH_KEY,
                        "#"));
    }

    @Test
    void aRecordingOfNothingButSilenceHasNoFile() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        server.notify(leg.endpoint(), "r-" + CALL + ".2.1", "AU/of(rc=327 rs=silence)", 1);

        assertThat(driver.event())
                .isEqualTo(
                        new MediaEvent.Recorded(leg, 1, CALL + ".2.1", "", "", Duration.ZERO, EndReason.SILENCE, ""));
    }

    @Test
    void stoppingEndsTheSignalOfThatOperationOnly() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        driver.perform(new MediaCommand.Play(CALL + ".2.1", leg, List.of(), 1));

        driver.perform(new MediaCommand.Stop(CALL + ".2.2", leg, CALL + ".2.1"));

        assertThat(server.last(MgcpVerb.RQNT).parameters().first("S").orElseThrow())
                .contains("AU/es(rq=p-" + CALL + ".2.1)");
    }

    @Test
    void watchedDigitsAreTold() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        driver.perform(new MediaCommand.WatchDigits(CALL + ".2.1", leg, "*"));

        MgcpCommand request = server.last(MgcpVerb.RQNT);
        assertThat(request.parameters().first("R")).contains("D/[*](N)");
        assertThat(request.parameters().first("S")).as("audio goes on").isEmpty();
        server.notify(leg.endpoint(), request.parameters().requestId().orElseThrow(), "D/*", 1);
        assertThat(driver.event()).isEqualTo(new MediaEvent.DigitHeard(leg, 1, CALL + ".2.1", '*'));

        driver.perform(new MediaCommand.WatchDigits(CALL + ".2.2", leg, ""));
        assertThat(server.last(MgcpVerb.RQNT).parameters().first("R")).contains("");
        assertThat(kind(driver.perform(new MediaCommand.WatchDigits(CALL + ".2.3", leg, "1\r\nS: x"))))
                .isEqualTo(Kind.OTHER);
    }

    @Test
    void aNumberedEventIsToldOnceHoweverOftenItComes() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        server.notify(leg.endpoint(), "d-" + CALL + ".2.1", "D/2", 2);
        server.notify(leg.endpoint(), "d-" + CALL + ".2.1", "D/1", 1);
        server.notify(leg.endpoint(), "d-" + CALL + ".2.1", "D/2", 2);
        server.notify(leg.endpoint(), "d-" + CALL + ".2.1", "D/3", 3);

        await().until(() -> server.responses().size() == 4);
        assertThat(driver.events()).extracting(MediaEvent::number).containsExactly(2L, 1L, 3L);
    }

    @Test
    void eventsInTheAnswerToADeletionAreTold() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        server.on(
                MgcpVerb.DLCX,
                c -> List.of(MgcpResponse.of(250, c.transaction(), "OK")
                        .with(
                                "X+EV",
                                "4 1790000000000 r-" + CALL
                                        + ".2.1 AU/oc(rc=100 rs=hangup ri=\"file:///a.wav\" dm=20)")));

        driver.perform(new MediaCommand.Close(CALL + ".3.1", leg));
        server.notify(leg.endpoint(), "r-" + CALL + ".2.1", "AU/oc(rc=100 rs=hangup ri=\"file:///a.wav\" dm=20)", 4);

        await().until(() -> server.responses().size() == 1);
        assertThat(driver.events()).hasSize(1);
        assertThat(((MediaEvent.Recorded) driver.event()).reason()).isEqualTo(EndReason.STOPPED);
    }

    @Test
    void lostAudioAndLostEndpointsNameTheOperationThatOpenedTheLeg() {
        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        server.notify(leg.endpoint(), "0", "CR/rto(ms=30000)", 1);
        server.notify(leg.endpoint(), "0", "CR/gone(rs=lease)", 2);

        await().until(() -> driver.events().size() == 2);
        assertThat(driver.events())
                .containsExactly(
                        new MediaEvent.AudioLost(leg, 1, CALL + ".1.1"),
                        new MediaEvent.EndpointLost(leg, 2, CALL + ".1.1", "lease"));
    }

    @Test
    void commandsForAServerThatIsNotInThePoolFailAsGone() {
        var leg = new MediaHandle("other", "leg/1@h", "1");

        assertThat(kind(driver.perform(new MediaCommand.Play(CALL + ".1.1", leg, List.of(), 1))))
                .isEqualTo(Kind.GONE);
    }

    private Kind openingRefusedWith(int code) {
        server.on(MgcpVerb.CRCX, c -> List.of(MgcpResponse.of(code, c.transaction(), "no")));
        return kind(driver.perform(new MediaCommand.Open(CALL + ".1." + code, CALL, Optional.empty())));
    }

    private EndReason collected(MediaHandle leg, int number, String observed) {
        server.notify(leg.endpoint(), "c-" + CALL + ".2." + number, observed, number);
        await().until(() -> driver.events().size() == number);
        return ((MediaEvent.Collected) driver.events().get(number - 1)).reason();
    }

    static Kind kind(MediaResult result) {
        assertThat(result).isInstanceOf(MediaResult.Failed.class);
        return ((MediaResult.Failed) result).failure().kind();
    }
}
