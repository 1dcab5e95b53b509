// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MixMode;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mixers, and legs taken over from another node, against a simulated server. */
class MixerAndTakeoverTest {
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
    void aBridgeIsAMixerWithBothLegs() {
        MediaHandle a = driver.openLeg(CALL + ".1.1");
        MediaHandle b = driver.openLeg(CALL + ".1.2");

        var opened = (MediaResult.Opened) driver.perform(new MediaCommand.Bridge(CALL + ".2.1", CALL, List.of(a, b)));

        assertThat(opened.localSdp()).isEmpty();
        List<MgcpCommand> created = server.commands(MgcpVerb.CRCX).subList(2, 4);
        assertThat(created.get(0).endpoint().local()).isEqualTo("cnf/$");
        assertThat(created.get(1).endpoint()).hasToString(opened.handle().endpoint());
        assertThat(created)
                .extracting(c -> c.parameters().first("Z2").orElse(""))
                .containsExactly(a.endpoint(), b.endpoint());
    }

    @Test
    void aBridgeWhoseSecondLegIsGoneLeavesNoMixer() {
        MediaHandle a = driver.openLeg(CALL + ".1.1");
        MediaHandle b = driver.openLeg(CALL + ".1.2");
        server.on(
                MgcpVerb.CRCX,
                c -> List.of(c.endpoint().isAnyOf() ? server.usual(c) : MgcpResponse.of(500, c.transaction(), "gone")));

        MediaResult result = driver.perform(new MediaCommand.Bridge(CALL + ".2.1", CALL, List.of(a, b)));

        assertThat(MgcpMediaServerTest.kind(result)).isEqualTo(Kind.GONE);
        await().until(() -> !server.commands(MgcpVerb.DLCX).isEmpty());
        assertThat(server.last(MgcpVerb.DLCX).endpoint().local()).startsWith("cnf/");
    }

    @Test
    void joiningMutesAndLeavingRemovesOnlyThatLeg() {
        MediaHandle a = driver.openLeg(CALL + ".1.1");
        MediaHandle b = driver.openLeg(CALL + ".1.2");
        var mixer = ((MediaResult.Opened) driver.perform(new MediaCommand.Bridge(CALL + ".2.1", CALL, List.of(a))))
                .handle();

        driver.perform(new MediaCommand.Join(CALL + ".2.2", mixer, b, MixMode.HEAR));
        assertThat(server.last(MgcpVerb.CRCX).parameters().first("M")).contains("sendonly");

        driver.perform(new MediaCommand.Join(CALL + ".2.3", mixer, b, MixMode.SPEAK_AND_HEAR));
        assertThat(server.last(MgcpVerb.MDCX).parameters().first("M")).contains("sendrecv");

        driver.perform(new MediaCommand.Leave(CALL + ".2.4", mixer, b));
        MgcpCommand removed = server.last(MgcpVerb.DLCX);
        assertThat(removed.endpoint()).hasToString(mixer.endpoint());
        assertThat(removed.parameters().connectionId())
                .isEqualTo(server.last(MgcpVerb.MDCX).parameters().connectionId());
    }

    @Test
    void aTakeoverRedirectsFirstAndThenAsksForMissedEvents() {
        var leg = new MediaHandle("m1", "leg/77-abcd@host", "5");
        server.on(
                MgcpVerb.AUEP,
                c -> List.of(
                        c.endpoint().local().equals("root")
                                ? server.usual(c)
                                : SimulatedServer.ok(c)
                                        .with("C", CALL + ".1.1")
                                        .with("I", "5")
                                        .with("X+EV", "4 1790000000000 c-" + CALL + ".2.1 AU/oc(rc=100 rs=max dc=1)")
                                        .with("X+EV", "5 1790000000000 d-" + CALL + ".2.2 D/7")));

        MediaResult result = driver.media()
                .takeOver(CALL + ".9.1", leg, 4, Duration.ofSeconds(2))
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();

        assertThat(result).isEqualTo(Results.DONE);
        assertThat(driver.events()).containsExactly(new MediaEvent.DigitHeard(leg, 5, CALL + ".2.2", '7'));
        assertThat(server.commands()).extracting(MgcpCommand::verb).containsExactly(MgcpVerb.RQNT, MgcpVerb.AUEP);
        assertThat(server.commands().get(1).parameters().first("X+ES")).contains("4");
        server.notify(leg.endpoint(), "0", "CR/rto(ms=30000)", 6);
        await().until(() -> driver.events().size() == 2);
        assertThat(driver.events().get(1)).isEqualTo(new MediaEvent.AudioLost(leg, 6, CALL + ".1.1"));
    }
}
