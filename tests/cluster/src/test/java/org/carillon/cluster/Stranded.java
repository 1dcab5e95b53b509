// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.carillon.testing.Waiting;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;

/** A call that is in the midst of something when its node is killed, and goes on at the other one; again and again. */
@SuppressWarnings("NullAway.Init") // by begin
abstract class Stranded implements AutoCloseable {
    private final Phone caller;
    private final String number;
    final String path;
    PhoneCall call;
    private String sid;
    private boolean known;
    private String measured = "";

    private Stranded(Phone caller, String number) {
        this.caller = caller;
        this.number = number;
        this.path = "/stranded/" + number.substring(1);
    }

    static List<Stranded> ofAllKinds(Phone udp, Phone tcp) {
        return new ArrayList<>(List.of(
                new Gathering(udp, "+12065550103"),
                new Gathering(tcp, "+12065550104"),
                new Recorded(udp, "+12065550105"),
                new Bridged(tcp, "+12065550106"),
                new Ringing(udp, "+12065550107"),
                new Leaving(udp, "+12065550108")));
    }

    abstract String document();

    /** Waits until the call is where it shall be. */
    abstract void settle();

    /** What its parties do after the kill. */
    abstract void act();

    /** Whether the next document follows. */
    boolean hasNext() {
        return true;
    }

    void check(WebRequest next) {}

    void begin(String node) {
        if (!known) {
            known = true;
            ClusterIT.web.on("/next.wav", WebReply.wav(Tones.sine(900, Duration.ofSeconds(5))));
            ClusterIT.web.onTwiml(path, document()).onTwiml(path + "/next", "<Play loop='0'>/next.wav</Play>");
            ClusterIT.cluster.api(node).createNumber(number, ClusterIT.web.url(path));
        }
        call = ClusterIT.callOn(node, caller, number);
        List<WebRequest> asked = ClusterIT.web.requests(path);
        sid = asked.get(asked.size() - 1).param("CallSid");
        settle();
    }

    /** The next document is heard, the API shows the call, its end is answered and recorded. */
    void goesOn(String node, long killed) {
        act();
        if (hasNext()) {
            call.audio().awaitTone(900, ClusterIT.SOON);
            long heard = System.nanoTime();
            List<WebRequest> next = ClusterIT.web.requests(path + "/next").stream()
                    .filter(request -> request.param("CallSid").equals(sid))
                    .toList();
            assertThat(next).hasSize(1);
            check(next.get(0));
            assertThat(ClusterIT.cluster.api(node).call(sid).path("status").asText())
                    .isEqualTo("in-progress");
            long left = System.nanoTime();
            call.hangUp();
            measured = "%s %.1f s, BYE %d ms"
                    .formatted(
                            getClass().getSimpleName(), (heard - killed) / 1e9, (System.nanoTime() - left) / 1_000_000);
        }
        ClusterIT.awaitCompleted(node, sid);
    }

    /** How long it took until the next document was heard and until the BYE was answered. */
    String measured() {
        return measured;
    }

    @Override
    public void close() {}

    /** A caller who is to press a key, and does so when the node is dead. */
    private static final class Gathering extends Stranded {
        Gathering(Phone caller, String number) {
            super(caller, number);
        }

        @Override
        String document() {
            return "<Gather numDigits='1' timeout='60' action='" + path
                    + "/next'><Play loop='0'>/tone.wav</Play></Gather>";
        }

        @Override
        void settle() {
            call.audio().awaitTone(700, ClusterIT.SOON);
        }

        @Override
        void act() {
            call.audio().pressKeys("5");
        }

        @Override
        void check(WebRequest next) {
            assertThat(next.param("Digits")).isEqualTo("5");
        }
    }

    /** A caller who speaks for a recording. */
    private static final class Recorded extends Stranded {
        Recorded(Phone caller, String number) {
            super(caller, number);
        }

        @Override
        String document() {
            return "<Record maxLength='120' timeout='0' playBeep='true' action='" + path + "/next'/>";
        }

        @Override
        void settle() {
            call.audio().awaitTone(1000, ClusterIT.SOON);
            call.audio().playTone(500);
        }

        @Override
        void act() {
            call.audio().stop();
            call.audio().pressKeys("#");
        }

        @Override
        void check(WebRequest next) {
            assertThat(next.param("RecordingUrl")).isNotBlank();
        }
    }

    /** A caller who talks with another phone, which hangs up when the node is dead. */
    private static final class Bridged extends Stranded {
        private static final double QUIET = -40;
        private final Phone callee = Phone.start(PhoneSettings.named("callee").patience(ClusterIT.SOON));
        private PhoneCall answered;

        Bridged(Phone caller, String number) {
            super(caller, number);
            callee.onCall(IncomingPolicy.answer());
        }

        @Override
        String document() {
            return "<Dial action='" + path + "/next'><Sip>" + callee.uri() + "</Sip></Dial>";
        }

        @Override
        void settle() {
            call.audio().playTone(600);
            answered = Waiting.until(
                    ClusterIT.SOON,
                    () -> callee.calls().stream()
                            .filter(one -> one.answeredAt().isPresent()
                                    && one.endedAt().isEmpty()
                                    && one.audio().loudest() > QUIET)
                            .findFirst(),
                    () -> "the callee who hears this call");
        }

        @Override
        void act() {
            answered.audio().listenFromNow();
            answered.audio().awaitTone(600, ClusterIT.SOON);
            answered.hangUp();
        }

        @Override
        void check(WebRequest next) {
            assertThat(next.param("DialCallStatus")).isEqualTo("completed");
        }

        @Override
        public void close() {
            callee.close();
        }
    }

    /** A caller whose callee rings: that leg is lost, and the document goes on. */
    private static final class Ringing extends Stranded {
        private final Phone callee = Phone.start(PhoneSettings.named("ringing").patience(ClusterIT.SOON))
                .onCall(IncomingPolicy.ring());

        Ringing(Phone caller, String number) {
            super(caller, number);
        }

        @Override
        String document() {
            return "<Dial timeout='120' action='" + path + "/next'><Sip>" + callee.uri() + "</Sip></Dial>";
        }

        @Override
        void settle() {
            Waiting.untilTrue(
                    ClusterIT.SOON,
                    () -> callee.calls().stream().anyMatch(one -> one.endedAt().isEmpty()),
                    () -> "a callee that rings");
        }

        @Override
        void act() {}

        @Override
        void check(WebRequest next) {
            assertThat(next.param("DialCallStatus")).isEqualTo("failed");
        }

        @Override
        public void close() {
            callee.close();
        }
    }

    /** A caller who hangs up just then. */
    private static final class Leaving extends Stranded {
        Leaving(Phone caller, String number) {
            super(caller, number);
        }

        @Override
        String document() {
            return "<Play loop='0'>/tone.wav</Play>";
        }

        @Override
        void settle() {
            call.audio().awaitTone(700, ClusterIT.SOON);
        }

        @Override
        void act() {
            call.hangUp();
        }

        @Override
        boolean hasNext() {
            return false;
        }
    }
}
