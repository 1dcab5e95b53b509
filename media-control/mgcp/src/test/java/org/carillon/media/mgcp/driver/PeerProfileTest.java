// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Prompt;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.settings.PeerProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What differs on the wire between kinds of servers. */
class PeerProfileTest {
    private static final String CALL = "CA0123456789abcdef0123456789abcdef";
    private static final AccountSid ACCOUNT = new AccountSid("AC0123456789abcdef0123456789abcdef");

    private final SimulatedServer server = new SimulatedServer();
    private Driver driver = new Driver(server.setting("x", "rms"));

    @AfterEach
    void close() {
        driver.close();
        server.close();
    }

    @Test
    void restcommsServerGetsLineFeedsHexadecimalIdsAndItsOwnEndpointNames() {
        driver.awaitReady();
        driver.perform(new MediaCommand.Open(CALL + ".1.1", CALL, Optional.of(SimulatedServer.SDP)));

        MgcpCommand command = server.last(MgcpVerb.CRCX);
        assertThat(command.endpoint())
                .hasToString("mobicents/ivr/$@127.0.0.1:" + server.address().getPort());
        assertThat(command.parameters().callId().orElseThrow()).matches("[0-9a-f]{15}");
        assertThat(server.texts()).noneMatch(text -> text.contains("\r"));
    }

    @Test
    void restcommsServerIsProbedByADeletionBecauseItAnswersNoAudit() {
        driver.awaitReady();

        assertThat(server.commands(MgcpVerb.AUEP)).isEmpty();
        assertThat(server.last(MgcpVerb.DLCX).endpoint().local()).isEqualTo("mobicents/ivr/0");
    }

    @Test
    void restcommsServersNotificationsLeadBackToTheirOperation() {
        driver.awaitReady();
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        var prompts = List.<Prompt>of(new Prompt.Audio(ACCOUNT, "file:///a.wav"));
        driver.perform(new MediaCommand.Play(CALL + ".2.1", leg, prompts, 1));

        MgcpCommand request = server.last(MgcpVerb.RQNT);
        assertThat(request.parameters().first("R")).contains("AU/oc(N),AU/of(N)");
        assertThat(request.parameters().first("S")).contains("AU/pa(an=file:///a.wav)");
        String id = request.parameters().requestId().orElseThrow();
        assertThat(id).matches("[0-9a-f]{15}");
        server.notify(leg.endpoint(), id, "AU/oc(AU/pa rc=100)", 0);
        assertThat(driver.event()).isEqualTo(new MediaEvent.PlayEnded(leg, 0, CALL + ".2.1", Optional.empty()));
    }

    @Test
    void restcommsServerCannotPlaySilence() {
        driver.awaitReady();
        MediaHandle leg = driver.openLeg(CALL + ".1.1");
        var prompts = List.<Prompt>of(new Prompt.Silence(Duration.ofSeconds(1)));

        assertThat(MgcpMediaServerTest.kind(driver.perform(new MediaCommand.Play(CALL + ".2.1", leg, prompts, 1))))
                .isEqualTo(Kind.OTHER);
        assertThat(server.commands(MgcpVerb.RQNT)).isEmpty();
    }

    @Test
    void aRepeatedCreationThatMadeASecondEndpointLeavesNone() {
        driver.awaitReady();
        server.on(
                MgcpVerb.CRCX,
                c -> server.datagrams(MgcpVerb.CRCX) < 2 ? List.of() : List.of(server.usual(c), server.usual(c)));

        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        await().until(() -> server.commands(MgcpVerb.DLCX).stream()
                .anyMatch(c -> c.endpoint().local().startsWith("mobicents/ivr/2")));
        assertThat(leg.endpoint()).startsWith("mobicents/ivr/1");
    }

    @Test
    void osmocomsGatewayIsNamedNoAgentAndPlaysNothing() {
        driver.close();
        driver = new Driver(server.setting("x", "osmo-mgw"));
        driver.awaitReady();

        MediaHandle leg = driver.openLeg(CALL + ".1.1");

        MgcpCommand command = server.last(MgcpVerb.CRCX);
        assertThat(command.endpoint()).hasToString("rtpbridge/*@mgw");
        assertThat(command.parameters().first("N")).isEmpty();
        assertThat(command.parameters().first("K")).isEmpty();
        assertThat(command.parameters().first("M")).contains("recvonly");
        assertThat(MgcpMediaServerTest.kind(driver.perform(new MediaCommand.Play(CALL + ".2.1", leg, List.of(), 1))))
                .isEqualTo(Kind.OTHER);
        driver.perform(new MediaCommand.Modify(CALL + ".2.2", leg, SimulatedServer.SDP));
        assertThat(server.last(MgcpVerb.MDCX).parameters().first("M")).contains("sendrecv");
    }

    @Test
    void anAmbiguousCreationOnAForeignServerIsNeverCleanedUpWithAWildcard() {
        driver.awaitReady();
        int before = server.commands(MgcpVerb.DLCX).size();
        server.on(MgcpVerb.CRCX, c -> List.of());

        MediaResult result =
                driver.perform(new MediaCommand.Open(CALL + ".1.1", CALL, Optional.empty()), Duration.ofMillis(100));

        assertThat(MgcpMediaServerTest.kind(result)).isEqualTo(Kind.UNAVAILABLE);
        await().until(() -> server.commands(MgcpVerb.DLCX).size() > before + 1);
        assertThat(server.commands(MgcpVerb.DLCX)).noneMatch(c -> c.endpoint().isAllOf());
    }

    @Test
    void anUnsuccessfulSecondAnswerNeedsNoDeletion() {
        driver.awaitReady();
        server.on(
                MgcpVerb.CRCX,
                c -> server.datagrams(MgcpVerb.CRCX) < 2
                        ? List.of()
                        : List.of(server.usual(c), MgcpResponse.of(400, c.transaction(), "busy")));

        assertThat(driver.openLeg(CALL + ".1.1").endpoint()).startsWith("mobicents/ivr/1");
    }

    @Test
    void profilesHaveNames() {
        assertThat(PeerProfile.named("carillon")).isSameAs(PeerProfile.CARILLON);
        assertThatThrownBy(() -> PeerProfile.named("janus")).hasMessageContaining("carillon, osmo-mgw, rms");
    }
}
