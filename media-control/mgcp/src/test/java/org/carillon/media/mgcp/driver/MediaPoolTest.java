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
import org.carillon.engine.media.MediaFailure.Kind;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that come, go, restart, fill up, answer late or not at all. */
class MediaPoolTest {
    private final SimulatedServer one = new SimulatedServer();
    private final SimulatedServer two = new SimulatedServer();
    private Driver driver = new Driver(one.setting("m1", "carillon") + "," + two.setting("m2", "carillon"));

    @AfterEach
    void close() {
        driver.close();
        one.close();
        two.close();
    }

    @Test
    void withoutAServerThatAnswersNothingIsReadyAndOpeningFailsAtOnce() {
        driver.close();
        one.on(MgcpVerb.AUEP, c -> List.of());
        driver = new Driver(one.setting("m1", "carillon"));

        assertThat(driver.media().health().ready()).isFalse();
        assertThat(MgcpMediaServerTest.kind(driver.perform(open("1")))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void newLegsGoToTheLessLoadedServer() {
        one.status("legs=50 max-legs=100 uptime=10");
        two.status("legs=10 max-legs=100 uptime=10");
        await().until(() -> driver.media().health().legs() == 60);

        assertThat(handle("1").server()).isEqualTo("m2");
    }

    @Test
    void aFullServerIsNotAskedAndAFullPoolSaysSo() {
        one.status("legs=100 max-legs=100 uptime=10");
        two.status("legs=100 max-legs=100 uptime=10");
        await().until(() -> driver.media().health().legs() == 200);

        assertThat(driver.media().health().ready()).isFalse();
        assertThat(MgcpMediaServerTest.kind(driver.perform(open("1")))).isEqualTo(Kind.NO_CAPACITY);
        assertThat(one.commands()).isEmpty();
    }

    @Test
    void aDrainingServerGetsNoNewLegsAndKeepsItsOld() {
        bothReady();
        MediaHandle before = handle("1");
        SimulatedServer drained = before.server().equals("m1") ? one : two;

        assertThat(driver.media().pool().drain(before.server(), true)).isTrue();
        assertThat(driver.media().pool().drain("nobody", true)).isFalse();

        for (int i = 2; i < 6; i++) {
            assertThat(handle(Integer.toString(i)).server()).isNotEqualTo(before.server());
        }
        driver.perform(new MediaCommand.Close("CA1.9.9", before));
        assertThat(drained.commands(MgcpVerb.DLCX)).hasSize(1);
    }

    @Test
    void aServerThatRefusesForLackOfRoomIsFollowedByTheNext() {
        bothReady();
        one.on(MgcpVerb.CRCX, c -> List.of(MgcpResponse.of(502, c.transaction(), "full")));

        assertThat(handle("1").server()).isEqualTo("m2");
        assertThat(handle("2").server()).isEqualTo("m2");
        assertThat(one.commands(MgcpVerb.CRCX)).isNotEmpty();
    }

    @Test
    void aSilentServerIsFollowedByTheNextAndWhatItMayHaveOpenedIsDeleted() {
        bothReady();
        two.status("legs=90 max-legs=100 uptime=10");
        await().until(() -> driver.media().health().legs() == 90);
        one.on(MgcpVerb.CRCX, c -> List.of());
        one.on(MgcpVerb.DLCX, c -> List.of());

        var opened = (MediaResult.Opened) driver.perform(open("1"), Duration.ofMillis(800));

        assertThat(opened.handle().server()).isEqualTo("m2");
        await().until(() -> !one.commands(MgcpVerb.DLCX).isEmpty());
        MgcpCommand deleted = one.last(MgcpVerb.DLCX);
        assertThat(deleted.endpoint().local()).isEqualTo("leg/*");
        assertThat(deleted.parameters().callId()).contains("CA1.1.1");
    }

    @Test
    void theEndpointOfALateAnswerIsDeleted() {
        driver.close();
        driver = new Driver(one.setting("m1", "carillon"));
        driver.awaitReady();
        one.on(MgcpVerb.CRCX, c -> List.of());

        assertThat(MgcpMediaServerTest.kind(driver.perform(open("1"), Duration.ofMillis(100))))
                .isEqualTo(Kind.UNAVAILABLE);
        one.send(one.usual(one.last(MgcpVerb.CRCX)));

        await().until(() -> one.commands(MgcpVerb.DLCX).stream()
                .anyMatch(c -> c.endpoint().local().equals("leg/1-abcd")));
    }

    @Test
    void aCloseWithoutAnAnswerIsTriedAgainUntilItIsAnswered() {
        driver.close();
        driver = new Driver(one.setting("m1", "carillon"));
        driver.awaitReady();
        MediaHandle leg = handle("1");
        one.on(MgcpVerb.DLCX, c -> List.of());

        assertThat(MgcpMediaServerTest.kind(
                        driver.perform(new MediaCommand.Close("CA1.3.1", leg), Duration.ofMillis(100))))
                .isEqualTo(Kind.UNAVAILABLE);

        int before = one.commands(MgcpVerb.DLCX).size();
        await().until(() -> one.commands(MgcpVerb.DLCX).size() > before);
        assertThat(one.last(MgcpVerb.DLCX).endpoint()).hasToString(leg.endpoint());
    }

    @Test
    void aSilentServerIsNoLongerReadyAndItsLegsAreLostInTheEnd() {
        driver.close();
        var health =
                new MgcpSettings.Health(Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofSeconds(60), true);
        driver = new Driver(one.setting("m1", "carillon"), health);
        driver.awaitReady();
        MediaHandle leg = handle("1");
        one.on(MgcpVerb.AUEP, c -> List.of());

        await().until(() -> !driver.media().health().ready());
        assertThat(driver.event()).isEqualTo(new MediaEvent.EndpointLost(leg, 0, "CA1.1.1", "unreachable"));

        one.again(MgcpVerb.AUEP);
        driver.awaitReady();
    }

    @Test
    void aServerThatStopsLosesItsLegsAtOnce() {
        driver.close();
        driver = new Driver(one.setting("m1", "carillon"));
        driver.awaitReady();
        MediaHandle leg = handle("1");

        one.send(
                MgcpCommand.of(MgcpVerb.RSIP, 77, new EndpointName("*", "host")).with("RM", "forced"));

        assertThat(driver.event()).isEqualTo(new MediaEvent.EndpointLost(leg, 0, "CA1.1.1", "restart"));
        await().until(() -> one.responses().size() == 1);
    }

    @Test
    void aLateWordOfARestartDoesNotLoseLegsThatWereOpenedSince() {
        driver.close();
        driver = new Driver(one.setting("m1", "carillon"));
        driver.awaitReady();
        handle("1");

        one.send(
                MgcpCommand.of(MgcpVerb.RSIP, 77, new EndpointName("*", "host")).with("RM", "restart"));

        await().until(() -> one.responses().size() == 1);
        await().during(Duration.ofMillis(250)).until(() -> driver.events().isEmpty());
    }

    @Test
    void legsOlderThanTheServerAreLost() {
        driver.close();
        driver = new Driver(one.setting("m1", "carillon"));
        driver.awaitReady();
        MediaHandle leg = handle("1");

        one.status("legs=0 max-legs=100 uptime=0");

        assertThat(driver.event()).isEqualTo(new MediaEvent.EndpointLost(leg, 0, "CA1.1.1", "restart"));
    }

    @Test
    void endpointsThatNobodyKnowsAreDeletedByTheSweep() {
        driver.close();
        var health =
                new MgcpSettings.Health(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMillis(100), true);
        driver = new Driver(one.setting("m1", "carillon"), health);
        driver.awaitReady();
        MediaHandle leg = handle("1");
        one.on(
                MgcpVerb.AUEP,
                c -> List.of(
                        c.parameters().first("X+AF").filter("0"::equals).isPresent()
                                        && c.endpoint().local().equals("leg/*")
                                ? SimulatedServer.ok(c)
                                        .with("ZN", "3")
                                        .with("X+EP", leg.endpoint() + " CA1.1.1 500")
                                        .with("X+EP", "leg/8-ffff@host CA0.1.1 500")
                                        .with("X+EP", "leg/9-ffff@host CA2.1.1 3")
                                : one.usual(c)));

        await().until(() -> !one.commands(MgcpVerb.DLCX).isEmpty());
        assertThat(one.commands(MgcpVerb.DLCX))
                .as("neither a leg in use nor a young one is deleted")
                .extracting(c -> c.endpoint().local())
                .containsOnly("leg/8-ffff");
    }

    @Test
    void aNodeThatSharesItsServersDoesNotSweep() {
        driver.close();
        var health =
                new MgcpSettings.Health(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMillis(50), false);
        driver = new Driver(one.setting("m1", "carillon"), health);
        driver.awaitReady();

        await().during(Duration.ofMillis(250))
                .until(() -> one.commands(MgcpVerb.AUEP).isEmpty());
    }

    @Test
    void aStrangersNotificationIsRefused() {
        driver.close();
        driver = new Driver("m1=carillon://127.0.0.2:" + one.address().getPort());
        one.send(driver.media().address(), "NTFY 5 leg/1@host MGCP 1.0\nX: p-CA1.1.1\nO: AU/oc(rc=100)\n");

        await().until(() -> one.responses().size() == 1);
        assertThat(one.responses().get(0).code()).isEqualTo(500);
        assertThat(driver.events()).isEmpty();
    }

    private void bothReady() {
        await().until(() -> driver.media().pool().status().stream().allMatch(s -> s.alive() && s.capacity() == 100));
    }

    private MediaHandle handle(String number) {
        var opened = (MediaResult.Opened) driver.perform(open(number));
        return opened.handle();
    }

    private static MediaCommand.Open open(String number) {
        return new MediaCommand.Open("CA1.1." + number, "CA1", Optional.empty());
    }
}
