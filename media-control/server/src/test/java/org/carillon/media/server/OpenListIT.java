// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.server.testing.CallAgent;
import org.carillon.media.server.testing.CallAgent.TestLeg;
import org.carillon.media.server.testing.Sounds;
import org.junit.jupiter.api.Test;

/** Lists that are played while they are still being put together, as the far side hears them. */
class OpenListIT extends RunningServer {
    private static final int LOUD = 1000;

    private void append(TestLeg leg, String request, String rest) {
        agent.request(leg.name(), "AU/ap(rq=" + request + " " + rest + ")");
    }

    /** Where the first and the last loud sample are. */
    private static int[] extent(short[] heard) {
        int first = 0;
        int last = heard.length - 1;
        while (first < last && Math.abs(heard[first]) < LOUD) {
            first++;
        }
        while (last > first && Math.abs(heard[last]) < LOUD) {
            last--;
        }
        return new int[] {first, last};
    }

    /** The longest time without a loud sample between the first and the last sound, in milliseconds. */
    private static int longestHole(short[] heard) {
        int[] extent = extent(heard);
        int longest = 0;
        int quiet = 0;
        for (int i = extent[0]; i <= extent[1]; i++) {
            quiet = Math.abs(heard[i]) < LOUD ? quiet + 1 : 0;
            longest = Math.max(longest, quiet);
        }
        return longest / 8;
    }

    private static double seconds(short[] heard) {
        int[] extent = extent(heard);
        return (extent[1] - extent[0]) / 8000.0;
    }

    @Test
    void whatIsAppendedInTimeIsHeardWithoutAHole() {
        TestLeg leg = agent.open(alice);
        String play = agent.request(leg.name(), "AU/pa(an=tone:440/400 op=true)");
        append(leg, play, "an=tone:800/300,tone:440/205 op=true");
        append(leg, play, "an=tone:800/300 op=false");

        assertThat(agent.event(play)).isEqualTo("AU/oc(rc=100 rs=done am=1205)");
        await().untilAsserted(() -> assertThat(seconds(alice.heard())).isCloseTo(1.2, within(0.01)));
        assertThat(longestHole(alice.heard())).isLessThan(5);
        assertThat(Sounds.level(alice.heard(), 800)).isGreaterThan(500);
    }

    @Test
    void whatIsAppendedLateIsHeardAfterSilence() {
        TestLeg leg = agent.open(alice);
        String play = agent.request(leg.name(), "AU/pa(op=true)");
        await().untilAsserted(
                        () -> assertThat(alice.packets()).as("silence is sent").isGreaterThan(15));
        assertThat(Sounds.rms(alice.heard())).isLessThan(10);

        append(leg, play, "an=tone:440/200 op=true");
        await().untilAsserted(() -> assertThat(alice.loudest(440)).isGreaterThan(5000));
        await().untilAsserted(() -> assertThat(alice.level(440)).isLessThan(100));
        append(leg, play, "an=tone:800/200");

        assertThat(agent.event(play)).isEqualTo("AU/oc(rc=100 rs=done am=400)");
        assertThat(longestHole(alice.heard())).isGreaterThan(150);
    }

    @Test
    void keysCutAnOpenListAlsoWhileItHasNothingToPlay() {
        TestLeg leg = agent.open(alice);
        String collect = agent.request(leg.name(), "AU/pc(ip=tone:440/100 op=true mn=1 mx=3 fdt=1 idt=100 eik=#)");
        await().untilAsserted(() -> assertThat(alice.loudest(440)).isGreaterThan(1000));
        await().untilAsserted(() -> assertThat(alice.level(440)).isLessThan(100));
        alice.press("1");
        await().until(() -> alice.packets() > 30);
        append(leg, collect, "an=tone:800/60000");
        alice.press("2#");

        assertThat(agent.event(collect)).contains("rc=100", "rs=key", "dc=12", "ik=#");
        assertThat(alice.level(800)).isLessThan(100);
    }

    @Test
    void timersOfACollectionBeginAtTheTrueEndOfItsPrompts() {
        TestLeg leg = agent.open(alice);
        String collect = agent.request(leg.name(), "AU/pc(ip=tone:440/100 op=true fdt=2)");
        await().during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(5))
                .until(() -> agent.events(collect).isEmpty());
        append(leg, collect, "an=tone:440/200");

        assertThat(agent.event(collect)).isEqualTo("AU/of(rc=326 rs=timeout am=300)");
    }

    @Test
    void segmentThatIsMissingIsSkippedAndToldAtTheEnd() {
        TestLeg leg = agent.open(alice);
        String play = agent.request(leg.name(), "AU/pa(an=tone:440/200,file:///no/such.wav,tone:800/200)");
        String collect = agent.request(leg.name(), "AU/pr(ri=REnone)");

        assertThat(agent.event(play)).isEqualTo("AU/oc(rc=100 rs=done am=400 ls=1 tx=\"no such file\")");
        await().untilAsserted(() -> assertThat(seconds(alice.heard())).isCloseTo(0.4, within(0.05)));
        assertThat(agent.events(collect)).isEmpty();
    }

    @Test
    void collectionGoesOnWhenItsPromptIsMissing() {
        TestLeg leg = agent.open(alice);
        String collect = agent.request(leg.name(), "AU/pc(ip=file:///no/such.wav mx=2)");
        alice.press("42");

        assertThat(agent.event(collect)).contains("rc=100", "rs=max", "dc=42", "ls=1", "no such file");
    }

    @Test
    void loopsOfAListBeginWhenItIsClosed() {
        TestLeg leg = agent.open(alice);
        String play = agent.request(leg.name(), "AU/pa(an=tone:440/100 op=true it=3)");
        append(leg, play, "an=tone:800/100 op=false");

        assertThat(agent.event(play)).isEqualTo("AU/oc(rc=100 rs=done am=600)");
    }

    @Test
    void repeatedAppendHasNoSecondEffect() {
        TestLeg leg = agent.open(alice);
        String play = agent.request(leg.name(), "AU/pa(op=true)");
        MgcpCommand append = CallAgent.command(MgcpVerb.RQNT, leg.name())
                .with("X", "a1")
                .with("S", "AU/ap(rq=" + play + " an=tone:440/100 op=true)");
        assertThat(agent.send(append).code()).isEqualTo(200);
        assertThat(agent.send(append).code()).isEqualTo(200);
        append(leg, play, "op=false");

        assertThat(agent.event(play)).isEqualTo("AU/oc(rc=100 rs=done am=100)");
        assertThat(agent.events("a1")).as("an append has no end of its own").isEmpty();
    }

    @Test
    void appendToWhatDoesNotRunIsNoErrorAndChangesNothing() {
        TestLeg leg = agent.open(alice);
        append(leg, "nobody", "an=tone:440/60000");
        String play = agent.request(leg.name(), "AU/pa(an=tone:440/100 op=true)");
        agent.request(leg.name(), "AU/es(rq=" + play + ")");
        assertThat(agent.event(play)).contains("rs=stopped");
        append(leg, play, "an=tone:800/60000");

        await().until(() -> alice.packets() > 30);
        assertThat(alice.level(800)).isLessThan(100);
        assertThat(agent.events(play)).hasSize(1);
    }

    @Test
    void manyAppendsDoNotMakeTheFirstRequestForgotten() {
        TestLeg leg = agent.open(alice);
        MgcpCommand play = CallAgent.command(MgcpVerb.RQNT, leg.name())
                .with("X", "p1")
                .with("S", "AU/pa(an=tone:440/60000 op=true)");
        agent.send(play);
        for (int i = 0; i < 60; i++) {
            append(leg, "p1", "an=silence:20 op=true");
        }
        assertThat(agent.send(play).code()).isEqualTo(200);
        assertThat(agent.events("p1")).as("still the first play").isEmpty();
    }

    @Test
    void listsAreBounded() {
        TestLeg leg = agent.open(alice);
        String play = agent.request(leg.name(), "AU/pa(op=true)");
        String many = String.join(",", Collections.nCopies(500, "silence:9"));
        for (int i = 0; i < 10; i++) {
            append(leg, play, "an=" + many + " op=true");
        }
        assertThat(code(leg, "AU/ap(rq=" + play + " an=silence:9 op=true)")).isEqualTo(403);
        assertThat(code(leg, "AU/ap(an=silence:9)")).isEqualTo(538);
        assertThat(code(leg, "AU/ap(rq=" + play + " it=2)")).isEqualTo(538);
        assertThat(code(leg, "AU/pa(op=maybe)")).isEqualTo(538);
    }

    private int code(TestLeg leg, String signals) {
        return agent.send(CallAgent.command(MgcpVerb.RQNT, leg.name())
                        .with("X", "x" + signals.hashCode())
                        .with("S", signals))
                .code();
    }
}
