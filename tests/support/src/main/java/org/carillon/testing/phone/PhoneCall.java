// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sip.message.Request;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.sdp.Direction;
import org.carillon.testing.sdp.SessionDescription;
import org.carillon.testing.timeline.Timeline;
import org.carillon.testing.timeline.TimelineEvent;
import org.carillon.testing.timeline.TimelineEvent.Kind;

/**
 * One call of a test phone. Methods that do something fail at once when the call is not in a state for it; methods that
 * wait do so at most as long as the phone's patience, or as said, and fail with the story of the call.
 */
public final class PhoneCall {
    private final PhoneLine line;
    private final String callId;
    private final CallFacts facts;
    private final CallMedia media;
    private final CallSetup setup;
    private final CallDialog dialog;
    private final CallAudio audio;

    PhoneCall(PhoneLine line, String callId) {
        this.line = line;
        this.callId = callId;
        PhoneSettings settings = line.settings();
        Consumer<String> notes = text -> settings.timeline().note(settings.name(), callId, Kind.AUDIO, text);
        this.media = new CallMedia(settings.media(), notes);
        // The port of the other side may belong to another call soon.
        this.facts = new CallFacts(media.rtp()::fallSilent);
        this.setup = new CallSetup(line, facts, media);
        this.dialog = new CallDialog(line, facts, media, setup);
        this.audio = new CallAudio(line, media.rtp(), facts, notes, this::story);
    }

    // What an outgoing call can do

    /** Gives up before the answer. The other side's 487 ends the call. Waits for a 1xx first, as it must. */
    public PhoneCall cancel() {
        awaitTrue(
                "a provisional response before CANCEL",
                () -> !facts.provisional().isEmpty());
        line.command("cancel", setup::cancel);
        return this;
    }

    /** Waits for a 180 (or 181, 182). */
    public PhoneCall awaitRinging() {
        return awaitTrue("ringing", () -> facts.provisional().stream().anyMatch(s -> s >= 180 && s <= 182));
    }

    /** Waits for a provisional response with this status, for example 183. */
    public PhoneCall awaitProvisional(int status) {
        return awaitTrue("a " + status, () -> facts.sawProvisional(status));
    }

    /** Waits for the 200, or for having answered. */
    public PhoneCall awaitAnswered() {
        return awaitAnswered(line.settings().patience());
    }

    /** Waits for the 200, or for having answered. */
    public PhoneCall awaitAnswered(Duration atMost) {
        return awaitTrue("an answer", atMost, () -> facts.answeredAt().isPresent());
    }

    /** Waits for the final response, whatever it is. */
    public FinalResponse awaitFinal() {
        return awaitFinal(line.settings().patience());
    }

    /** Waits for the final response, whatever it is. */
    public FinalResponse awaitFinal(Duration atMost) {
        return Waiting.until(atMost, facts::finalResponse, () -> "a final response\n" + story());
    }

    // What an incoming call can do

    /** Sends 180. */
    public PhoneCall ring() {
        line.command("ring", setup::ring);
        return this;
    }

    /** Sends 183 with SDP, so that audio flows before the answer. */
    public PhoneCall progress() {
        line.command("send early media", setup::progress);
        return this;
    }

    /** Sends 200. */
    public PhoneCall answer() {
        line.command("answer", setup::answer);
        return this;
    }

    /** Refuses with a final status, for example 486. */
    public PhoneCall reject(int status) {
        line.command("reject", () -> setup.refuse(status, Optional.empty(), Optional.empty()));
        return this;
    }

    /** Refuses with a final status and a reason phrase of its own. */
    public PhoneCall reject(int status, String reason) {
        line.command("reject", () -> setup.refuse(status, Optional.of(reason), Optional.empty()));
        return this;
    }

    /** Sends 302 with this Contact. */
    public PhoneCall redirect(String uri) {
        line.command("redirect", () -> setup.refuse(302, Optional.empty(), Optional.of(uri)));
        return this;
    }

    /** Waits for the CANCEL of the caller. */
    public PhoneCall awaitCancelled() {
        Waiting.untilTrue(line.settings().patience(), facts::wasCancelled, () -> "a CANCEL\n" + story());
        return this;
    }

    /** Waits for the ACK of the answer. */
    public PhoneCall awaitAcknowledged() {
        return awaitTrue("an ACK", facts::wasAcknowledged);
    }

    /** The Request-URI of the INVITE that came in. */
    public String requestUri() {
        return invite().getRequestURI().toString();
    }

    /** A header of the INVITE that came in, without its name; the first if there are several. */
    public Optional<String> header(String name) {
        List<String> values = SipWriter.headers(invite()).getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.stream().findFirst();
    }

    private Request invite() {
        return setup.incoming()
                .orElseThrow(() -> new NotSeen("this is an outgoing call\n" + story()))
                .getRequest();
    }

    // What an established call can do

    /** Sends BYE and waits for its answer. */
    public PhoneCall hangUp() {
        FinalResponse said = await("the answer to BYE", () -> line.ask("hang up", dialog::bye));
        if (said.status() == 408) {
            throw new NotSeen("BYE was not answered\n" + story());
        }
        return this;
    }

    /** Waits until the call is over, whoever ended it. */
    public PhoneCall awaitEnded() {
        return awaitEnded(line.settings().patience());
    }

    /** Waits until the call is over, whoever ended it. */
    public PhoneCall awaitEnded(Duration atMost) {
        Waiting.untilTrue(atMost, () -> facts.state() == CallState.ENDED, () -> "the end of the call\n" + story());
        return this;
    }

    /** Waits until the other side has ended the call. */
    public PhoneCall awaitHungUp() {
        awaitEnded();
        if (facts.endedBy().orElseThrow() != EndedBy.OTHER_SIDE) {
            throw new NotSeen("the call was not ended by the other side but by "
                    + facts.endedBy().orElseThrow() + "\n" + story());
        }
        return this;
    }

    /** Waits for this long for an end, and tells whether it came. */
    public boolean endsWithin(Duration time) {
        try {
            awaitEnded(time);
            return true;
        } catch (NotSeen stillUp) {
            return false;
        }
    }

    /** Puts the other side on hold (sendonly) and waits for its agreement. */
    public PhoneCall hold() {
        return change(Direction.SENDONLY);
    }

    /** Ends the hold (sendrecv) and waits for the other side's agreement. */
    public PhoneCall resume() {
        return change(Direction.SENDRECV);
    }

    /** Sends a re-INVITE with this direction and waits until it is accepted. */
    public PhoneCall change(Direction direction) {
        FinalResponse said = reInvite(direction);
        if (!said.accepted()) {
            throw new NotSeen("re-INVITE " + direction + " was refused: " + said + "\n" + story());
        }
        return this;
    }

    /** Sends a re-INVITE with this direction and gives its final response. */
    public FinalResponse reInvite(Direction direction) {
        return await("the answer to re-INVITE", () -> line.ask("re-invite", () -> dialog.reInvite(direction)));
    }

    /** Presses keys as SIP INFO requests, one after the other, each 160 ms. */
    public PhoneCall pressKeysByInfo(String keys) {
        keys.chars().forEach(key -> {
            String body = "Signal=" + (char) key + "\r\nDuration=160\r\n";
            FinalResponse said = await("the answer to INFO", () -> line.ask("send INFO", () -> dialog.info(body)));
            if (!said.accepted()) {
                throw new NotSeen("INFO was refused: " + said + "\n" + story());
            }
        });
        return this;
    }

    /** Waits until the other side's SDP has this meaning, for example SENDONLY: this phone is on hold. */
    public PhoneCall awaitOtherSide(Direction direction) {
        return awaitTrue(
                "the other side to be " + direction,
                () -> media.remote()
                        .map(SessionDescription::meaning)
                        .filter(direction::equals)
                        .isPresent());
    }

    /**
     * Falls silent for ever, as a phone whose battery is empty: no RTP, no answer to anything, no BYE. The RTP port stays
     * open, so that not even an ICMP message tells.
     */
    public PhoneCall vanish() {
        line.vanished().add(callId);
        media.rtp().mute(true);
        line.settings().timeline().note(line.settings().name(), callId, Kind.NOTE, "vanishes");
        line.command("vanish", () -> {
            setup.forget();
            facts.ended(EndedBy.THIS_PHONE);
        });
        return this;
    }

    // What is known

    /** Mouth and ear. */
    public CallAudio audio() {
        return audio;
    }

    /** The Call-ID. */
    public String callId() {
        return callId;
    }

    /** Where the call stands. */
    public CallState state() {
        return facts.state();
    }

    /** The final response to the INVITE, if it is there. */
    public Optional<FinalResponse> finalResponse() {
        return facts.finalResponse();
    }

    /** All provisional statuses in order, 100 included. */
    public List<Integer> provisional() {
        return facts.provisional();
    }

    /** Who ended the call, if it is over. */
    public Optional<EndedBy> endedBy() {
        return facts.endedBy();
    }

    /** When the call began, was answered, and ended, as far as it has. */
    public Instant startedAt() {
        return facts.startedAt();
    }

    /** When the 200 was sent or received. */
    public Optional<Instant> answeredAt() {
        return facts.answeredAt();
    }

    /** When it ended: BYE sent or received, or a final response that is not a 2xx. */
    public Optional<Instant> endedAt() {
        return facts.endedAt();
    }

    /** From the answer to the end; zero if it was never answered or has not ended. */
    public Duration talkTime() {
        Optional<Instant> end = facts.endedAt();
        return facts.answeredAt()
                .flatMap(from -> end.map(to -> Duration.between(from, to)))
                .orElse(Duration.ZERO);
    }

    /** What the other side last said in SDP. */
    public Optional<SessionDescription> otherSidesSdp() {
        return media.remote();
    }

    /** Everything of this call in the timeline: every message with its time, audio, keys. */
    public List<TimelineEvent> events() {
        PhoneSettings settings = line.settings();
        return settings.timeline()
                .events(e -> e.call().equals(callId) && e.party().equals(settings.name()));
    }

    /** The story so far, for messages. */
    public String story() {
        return "call of phone " + line.settings().name() + " is " + facts.state()
                + facts.finalResponse().map(r -> ", " + r).orElse("")
                + facts.endedBy().map(by -> ", ended by " + by).orElse("") + "\n" + Timeline.text(events());
    }

    // For the phone

    CallSetup setup() {
        return setup;
    }

    CallDialog dialog() {
        return dialog;
    }

    void onAck(Request ack) {
        setup.onAck(ack);
        dialog.onAck(ack);
    }

    /**
     * Ends the call in whatever way its state allows.
     *
     * @return done when the other side has agreed, or at once when it has nothing to say
     */
    CompletableFuture<?> leave() throws Exception {
        if (facts.state() == CallState.ESTABLISHED) {
            return dialog.bye();
        }
        if (facts.state() != CallState.ENDED && setup.incoming().isPresent()) {
            setup.refuse(480, Optional.empty(), Optional.empty());
        } else if (facts.state() != CallState.ENDED && !facts.provisional().isEmpty()) {
            setup.cancel();
        }
        return CompletableFuture.completedFuture(true);
    }

    void close() {
        media.close();
    }

    private PhoneCall awaitTrue(String what, BooleanSupplier condition) {
        return awaitTrue(what, line.settings().patience(), condition);
    }

    /** Waits, but not beyond the end of the call. */
    private PhoneCall awaitTrue(String what, Duration atMost, BooleanSupplier condition) {
        Waiting.untilTrue(
                atMost,
                () -> condition.getAsBoolean() || facts.state() == CallState.ENDED,
                () -> what + "\n" + story());
        if (!condition.getAsBoolean()) {
            throw new NotSeen("waited for " + what + ", but the call is over\n" + story());
        }
        return this;
    }

    private FinalResponse await(String what, Callable<CompletableFuture<FinalResponse>> start) {
        try {
            Duration patience = line.settings().patience();
            return start.call().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotSeen("waited for " + what + "\n" + story(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while waiting for " + what, e);
        } catch (Exception e) {
            throw new NotSeen("failed on the way to " + what + "\n" + story(), e);
        }
    }
}
