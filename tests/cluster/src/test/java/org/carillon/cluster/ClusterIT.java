// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carillon.cluster.harness.Cluster;
import org.carillon.cluster.harness.Command;
import org.carillon.cluster.harness.Datagrams;
import org.carillon.testing.Waiting;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;
import org.carillon.testing.web.TenantServer;
import org.carillon.testing.web.WebReply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Calls through the balancer to two nodes, a third that comes and goes, and one that is killed, in this order. */
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // before all tests
class ClusterIT {
    private static final Pattern NODE = Pattern.compile("(?m)^Contact:[^\r\n]*;node=([A-Za-z0-9._-]+)");
    private static final String NUMBER = "+12065550100";
    private static final String VOICE = "/voice";
    private static final int MOST_TRIES = 40;
    private static final Duration JOINS = Duration.ofSeconds(90);
    static final Duration SOON = Duration.ofSeconds(20);

    static Cluster cluster;
    static TenantServer web;
    private static Phone phone;
    private static Phone tcpPhone;

    @BeforeAll
    static void start() {
        cluster = new Cluster(2);
        web = TenantServer.start()
                .onTwiml(VOICE, "<Play loop='0'>/tone.wav</Play>")
                .on("/tone.wav", WebReply.wav(Tones.sine(700, Duration.ofSeconds(5))));
        cluster.api("node1").createNumber(NUMBER, web.url(VOICE));
        phone = Phone.start(PhoneSettings.named("caller").user("+12065550199").patience(SOON));
        tcpPhone = Phone.start(
                PhoneSettings.named("tcp").user("+12065550198").tcp().patience(SOON));
    }

    @AfterAll
    static void stop() {
        phone.close();
        tcpPhone.close();
        web.close();
        cluster.close();
    }

    private static PhoneCall call(Phone caller) {
        return caller.call(cluster.sipUri(NUMBER)).awaitAnswered();
    }

    /** The node that answered, as its Contact names it. */
    private static String nodeOf(PhoneCall call) {
        return call.events().stream()
                .filter(event -> event.detail().startsWith("SIP/2.0 200")
                        && event.detail().contains(" INVITE"))
                .map(event -> NODE.matcher(event.detail()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node in Contact\n" + call.story()));
    }

    /** Calls until each of the nodes has one. */
    private static Map<String, PhoneCall> callEach(String... nodes) {
        var found = new HashMap<String, PhoneCall>();
        for (int i = 0; i < MOST_TRIES && !found.keySet().containsAll(List.of(nodes)); i++) {
            PhoneCall call = call(phone);
            PhoneCall other = found.putIfAbsent(nodeOf(call), call);
            if (other != null) {
                call.hangUp();
            }
        }
        assertThat(found).containsKeys(nodes);
        return found;
    }

    /** Calls until the node has one. */
    private static PhoneCall callOn(String node) {
        return callOn(node, phone, NUMBER);
    }

    static PhoneCall callOn(String node, Phone caller, String number) {
        for (int i = 0; i < MOST_TRIES; i++) {
            PhoneCall call = caller.call(cluster.sipUri(number)).awaitAnswered();
            if (nodeOf(call).equals(node)) {
                return call;
            }
            call.hangUp();
        }
        throw new AssertionError(node + " got none of " + MOST_TRIES + " calls");
    }

    private static String sidOf(PhoneCall call) {
        return Waiting.until(
                SOON,
                () -> web.requests(VOICE).stream()
                        .filter(request -> request.optional("SipHeader_Call-ID")
                                .filter(call.callId()::equals)
                                .isPresent())
                        .map(request -> request.param("CallSid"))
                        .findFirst(),
                () -> "the webhook of " + call.callId() + " among "
                        + web.requests(VOICE).stream()
                                .map(request -> request.parameters().toString())
                                .toList());
    }

    static void awaitCompleted(String node, String sid) {
        Waiting.untilTrue(
                SOON,
                () -> cluster.api(node).call(sid).path("status").asText().equals("completed"),
                () -> "the end of " + sid + " at " + node);
    }

    private static void holdAndResume(PhoneCall call) {
        call.hold().resume();
        call.audio().listenFromNow();
        call.audio().awaitTone(700, SOON);
    }

    @Test
    @Order(1)
    void callsReachBothNodesAndEachNodeShowsTheCallsOfTheOther() {
        Map<String, PhoneCall> calls = callEach("node1", "node2");
        for (PhoneCall call : calls.values()) {
            call.audio().awaitTone(700, SOON);
            String sid = sidOf(call);
            for (String node : List.of("node1", "node2")) {
                assertThat(cluster.api(node).call(sid).path("status").asText()).isEqualTo("in-progress");
            }
        }
        for (PhoneCall call : calls.values()) {
            holdAndResume(call);
            String sid = sidOf(call);
            call.hangUp();
            for (String node : List.of("node1", "node2")) {
                awaitCompleted(node, sid);
            }
        }
    }

    @Test
    @Order(2)
    void callOverTcpStaysOnItsNodeAndItsTransport() {
        PhoneCall call = call(tcpPhone);
        assertThat(call.events())
                .anyMatch(event -> event.detail().startsWith("SIP/2.0 200")
                        && event.detail().contains("transport=tcp;node=" + nodeOf(call)));
        call.audio().awaitTone(700, SOON);
        holdAndResume(call);
        call.hangUp();
    }

    @Test
    @Order(2)
    void callBetweenOwnNumbersGoesThroughTheBalancer() {
        web.onTwiml("/dial", "<Dial><Number>" + NUMBER + "</Number></Dial>");
        cluster.api("node2").createNumber("+12065550101", web.url("/dial"));
        int before = web.requests(VOICE).size();
        PhoneCall call = phone.call(cluster.sipUri("+12065550101")).awaitAnswered();
        call.audio().awaitTone(700, SOON);
        call.hangUp();
        // The second leg's BYE, too, leaves its node and comes back by the balancer; without it half a minute would
        // pass.
        String second = web.requests(VOICE).get(before).param("CallSid");
        awaitCompleted("node1", second);
    }

    @Test
    @Order(2)
    void callerWhoGivesUpIsHeardByTheNodeThatRings() {
        web.onTwiml("/ring", "<Pause length='30'/><Say>Too late.</Say>");
        cluster.api("node1").createNumber("+12065550102", web.url("/ring"));
        for (Phone caller : List.of(phone, tcpPhone)) {
            PhoneCall call = caller.call(cluster.sipUri("+12065550102")).awaitRinging();
            assertThat(call.cancel().awaitFinal().status()).isEqualTo(487);
        }
    }

    @Test
    @Order(3)
    void balancerVouchesForNobody() throws Exception {
        InetAddress stranger = InetAddress.getByAddress(new byte[] {127, 0, 0, 99});
        try (var datagrams = new Datagrams(stranger, cluster.sipPort())) {
            String to = cluster.sipUri(NUMBER);
            assertThat(datagrams.invite(to, "127.0.0.99", "")).startsWith("SIP/2.0 403");
            // Who lies in Via is found out, or not even heard.
            assertThat(datagrams.invite(to, "127.0.0.1", "")).startsWith("SIP/2.0 403");
            assertThat(datagrams.invite(to, "127.0.0.99", ";received=127.0.0.1"))
                    .startsWith("SIP/2.0 400");
        }
    }

    @Test
    @Order(4)
    void nodeThatJoinsGetsCallsAndOlderOnesStayWhereTheyAre() {
        Map<String, PhoneCall> older = callEach("node1", "node2");
        cluster.carillon("join").awaitSuccess(JOINS).awaitPrinted("node3 takes calls", Duration.ZERO);

        PhoneCall third = callOn("node3");
        third.audio().awaitTone(700, SOON);
        older.values().forEach(ClusterIT::holdAndResume);
        older.values().forEach(PhoneCall::hangUp);
        third.hangUp();
    }

    @Test
    @Order(5)
    void drainedNodeKeepsItsCallsAndTakesNoNewOnes() {
        PhoneCall old = callOn("node3");
        Command drain = cluster.carillon("drain", "node3").awaitPrinted("dialogs left on node3: 1", SOON);

        for (int i = 0; i < 6; i++) {
            PhoneCall fresh = call(phone);
            assertThat(nodeOf(fresh)).isNotEqualTo("node3");
            fresh.hangUp();
        }
        holdAndResume(old);
        old.hangUp();
        drain.awaitSuccess(SOON).awaitPrinted("node3 is drained", Duration.ZERO);
        cluster.carillon("leave", "node3").awaitSuccess(SOON).awaitPrinted("node3 has left", Duration.ZERO);
    }

    @Test
    @Order(6)
    void killedNodeGetsNoMoreCalls() {
        PhoneCall lasting = callOn("node1");
        callOn("node2");
        Instant latest = Instant.now().plus(SOON);
        cluster.kill("node2");
        // The last of these is called when the balancer knows; the others are held up, and not lost.
        boolean known;
        do {
            known = cluster.balancerLog().contains("out of service: sip:127.0.0.12");
            PhoneCall call = call(phone);
            assertThat(nodeOf(call)).isEqualTo("node1");
            call.hangUp();
        } while (!known && Instant.now().isBefore(latest));
        assertThat(known).isTrue();
        holdAndResume(lasting);
        assertThat(cluster.api("node1").call(sidOf(lasting)).path("status").asText())
                .isEqualTo("in-progress");
        lasting.hangUp();
    }

    @Test
    @Order(7)
    void nodeThatWasKilledComesBackUnderItsName() {
        cluster.carillon("join").awaitSuccess(JOINS).awaitPrinted("node2 takes calls", Duration.ZERO);

        callOn("node2").hangUp();
    }

    /** Each of the kills finds calls in many places. {@code ./carillon bench failover} does it more often. */
    @Test
    @Order(8)
    void callsGoOnWhenTheirNodeIsKilled() {
        int kills = Integer.getInteger("carillon.failover.kills", 4);
        var random = new Random(Long.getLong("carillon.failover.seed", 1));
        List<Stranded> calls = Stranded.ofAllKinds(phone, tcpPhone);
        for (int kill = 1; kill <= kills; kill++) {
            String victim = "node" + (1 + random.nextInt(2));
            String survivor = victim.equals("node1") ? "node2" : "node1";
            Collections.shuffle(calls, random);
            calls.forEach(call -> call.begin(victim));

            long killed = System.nanoTime();
            cluster.kill(victim);

            calls.forEach(call -> call.goesOn(survivor, killed));
            System.out.println("[measured] kill " + kill + " of " + kills + ", " + victim + ": "
                    + calls.stream()
                            .map(Stranded::measured)
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(", ")));
            cluster.carillon("join").awaitSuccess(JOINS).awaitPrinted(victim + " takes calls", Duration.ZERO);
        }
        calls.forEach(Stranded::close);
    }
}
