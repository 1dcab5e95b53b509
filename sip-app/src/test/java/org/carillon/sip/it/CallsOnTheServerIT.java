// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsOnTheServerIT {
    private static final Path WORK = Path.of(System.getProperty("it.work"));

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        Path war = Path.of(System.getProperty("it.war"));
        server = Server.start(Path.of(System.getProperty("it.server")), war, WORK);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void callIsTakenRungAnsweredAndHungUpByTheCaller() {
        sipp().call("uac-hangs-up", "+15550000001").succeeds();
        assertThat(server.eventsUntil("HungUp"))
                .containsSubsequence("Arrived +15550000001 from +15550001111 yes", "Confirmed", "HungUp");
    }

    @Test
    void callIsHungUpByTheEngine() {
        sipp().call("uac-is-hung-up", "+15550000002").succeeds();
        assertThat(server.eventsUntil("Confirmed")).doesNotContain("HungUp");
    }

    @Test
    void callerGivesUpWhileItRings() {
        sipp().call("uac-cancels-while-ringing", "+15550000003").succeeds();
        assertThat(server.eventsUntil("Cancelled")).last().isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @CsvSource({"04,404", "07,486"})
    void refusalReachesTheCaller(String number, String status) {
        sipp().with(Map.of("status", status))
                .call("uac-is-refused", "+155500000" + number)
                .succeeds();
        server.eventsUntil("Arrived +155500000" + number + " from +15550001111 yes");
    }

    @Test
    void overloadSaysWhenToComeAgain() {
        sipp().with(Map.of("status", "503", "header", "Retry-After"))
                .call("uac-is-refused-with-header", "+15550000005")
                .succeeds();
    }

    @Test
    void callerChangesTheSessionAsksAndSendsDigits() {
        sipp().call("uac-changes-the-session", "+15550000001").succeeds();
        assertThat(server.eventsUntil("HungUp"))
                .containsSubsequence(
                        "Confirmed",
                        "Reoffered",
                        "Reoffered",
                        "InfoDigit 5",
                        "Reoffered",
                        "Confirmed with answer",
                        "HungUp");
    }

    @Test
    void callIsTakenOverTcp() {
        sipp().overTcp().call("uac-hangs-up", "+15550000001").succeeds();
        server.eventsUntil("HungUp");
    }

    @Test
    void callerMayLeaveTheOfferToUs() {
        sipp().call("uac-offers-late", "+15550000001").succeeds();
        assertThat(server.eventsUntil("HungUp")).contains("Confirmed with answer");
    }

    @Test
    void callerMayRequireReliableRinging() {
        sipp().call("uac-requires-100rel", "+15550000003").succeeds();
        server.eventsUntil("Cancelled");
    }

    @Test
    void answerWaitsForTheAcknowledgementOfReliableRinging() {
        sipp().call("uac-acknowledges-ringing-late", "+15550000001").succeeds();
        assertThat(server.eventsUntil("HungUp")).contains("Confirmed");
    }

    @Test
    void inviteOfADialogThatIsNotHereIsNoCall() {
        sipp().with(Map.of("status", "481", "totag", ";tag=gone"))
                .call("uac-is-refused", "+15550000001")
                .succeeds();
    }

    @Test
    void extensionThatWeDoNotHaveIsNamed() {
        sipp().with(Map.of("status", "420", "header", "Unsupported", "headers", "      Require: telepathy"))
                .call("uac-is-refused-with-header", "+15550000001")
                .succeeds();
    }

    @Test
    void repeatedInviteIsOneCall() {
        sipp().call("uac-repeats-invite", "+15550000003").succeeds();
        assertThat(server.eventsUntil("Cancelled"))
                .filteredOn(event -> event.startsWith("Arrived"))
                .hasSize(1);
    }

    @Test
    void missingAckEndsTheCall() {
        sipp().call("uac-never-acknowledges", "+15550000001").succeeds();
        server.eventsUntil("Lost no ACK");
    }

    @Test
    void hangUpBeforeTheAckWaitsForTheAck() {
        sipp().call("uac-acknowledges-late", "+15550000006").succeeds();
    }

    @Test
    void byeThatCrossesOursIsAnswered() {
        sipp().call("uac-hangs-up-twice", "+15550000001").succeeds();
        server.eventsUntil("HungUp Q.850;cause=16");
    }

    @Test
    void callFromAStrangerIsRefused() throws IOException {
        sipp().from("127.0.0.2")
                .with(Map.of("status", "403"))
                .call("uac-is-refused", "+15550000001")
                .succeeds();
        assertThat(server.log()).contains("CARSIP0110").contains("127.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS,200",
        "REGISTER,405",
        "MESSAGE,405",
        "SUBSCRIBE,489",
        "DANCE,501",
        "BYE,481",
        "INFO,481",
        "UPDATE,481"
    })
    void requestThatIsNoCallGetsItsAnswer(String method, String status) {
        sipp().with(Map.of("method", method, "status", status))
                .call("uac-sends", "x")
                .succeeds();
    }

    @Test
    void sipApplicationHasNoHttpSide() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.http("/sip-app/index.html")).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void outboundCallRingsIsAnsweredAndHungUp() {
        callOut("uas-rings-and-answers", "HANG_UP", Map.of());
        assertThat(server.eventsUntil("Answered")).containsSubsequence("Sent", "Ringing 180", "Answered");
    }

    @Test
    void outboundCallIsHungUpByTheCallee() {
        callOut("uas-answers-and-hangs-up", "KEEP", Map.of());
        server.eventsUntil("HungUp");
    }

    @Test
    void calleeThatCannotBeReachedIsRefusedAtOnce() {
        String headers = "      X-Target: sip:callee@carrier.invalid";
        sipp().with(Map.of("status", "480", "headers", headers))
                .call("uac-is-refused", "+15550000008")
                .succeeds();
        server.eventsUntil("Refused 503");
    }

    @Test
    void lostAckIsSentAgain() throws IOException {
        try (RawCallee callee = new RawCallee()) {
            callOut(callee.port(), "KEEP");
            String invite = callee.receive("INVITE");
            callee.answer(invite, "one");
            callee.receive("ACK");
            callee.answer(invite, "one");
            callee.receive("ACK");
            callee.bye(invite, "one");
        }
        server.eventsUntil("HungUp");
    }

    @ParameterizedTest
    @CsvSource({"486", "302", "500", "603"})
    void refusalOfTheCalleeIsReported(String status) {
        callOut("uas-refuses", "KEEP", Map.of("status", status));
        server.eventsUntil("Refused " + status);
    }

    @Test
    void outboundCallIsCancelledWhileItRings() {
        callOut("uas-is-cancelled", "CANCEL", Map.of());
        server.eventsUntil("Refused 487");
    }

    @Test
    void answerThatCrossesTheCancelIsAcknowledgedAndHungUp() {
        callOut("uas-answers-while-cancelled", "CANCEL", Map.of());
        assertThat(server.eventsUntil("Refused 487")).doesNotContain("Answered");
    }

    @Test
    void challengeIsAnsweredWithTheCredentials() {
        callOut("uas-challenges", "HANG_UP", Map.of());
        server.eventsUntil("Answered");
    }

    @Test
    void dialogThatTheCalleeForgotIsLost() {
        callOut("uas-forgets-the-call", "PROBE", Map.of());
        server.eventsUntil("Lost no dialog on the other side (481)");
    }

    /** The scripted engine calls the target when it is called itself, and refuses that call. */
    private static void callOut(String scenario, String then, Map<String, String> values) {
        int port = freePort();
        Sipp.Run callee = sipp().with(values).listen(scenario, port);
        callOut(port, then);
        callee.succeeds();
    }

    private static void callOut(int port, String then) {
        String headers = "      X-Target: sip:callee@carrier.invalid\n      X-Hop: sip:127.0.0.1:" + port
                + "\n      X-User: tester\n      X-Then: " + then;
        sipp().with(Map.of("status", "480", "headers", headers))
                .call("uac-is-refused", "+15550000008")
                .succeeds();
    }

    private static Sipp sipp() {
        try {
            return new Sipp(Files.createDirectories(WORK.resolve("sipp")), server.sipPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
