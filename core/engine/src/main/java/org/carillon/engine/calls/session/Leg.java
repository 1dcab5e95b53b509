// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;

/**
 * One leg of a session: the call as the API shows it, and where its signalling and its media stand.
 *
 * @param media the leg's endpoint, once there is one
 * @param remoteSdp the remote party's last session description
 * @param negotiation the session description that is being settled with the media server
 * @param headers those of the INVITE that webhooks see, or, outbound, that the INVITE carries
 * @param hops how often the call had been passed on when it came here, or by the call that dials
 */
public record Leg(
        CallRecord record,
        Phase phase,
        Optional<MediaHandle> media,
        Optional<String> remoteSdp,
        Optional<Negotiation> negotiation,
        CallbackPlan callback,
        Map<String, String> headers,
        Optional<SipCredentials> credentials,
        int hops) {
    /** Where a leg's dialog stands. */
    public enum Phase {
        /** Inbound, not answered. */
        OFFERED,
        /** Outbound, the INVITE has not left yet. */
        PREPARING,
        /** Outbound, the INVITE has left. */
        DIALLING,
        /** Answered, by either side; the remote party's session description is awaited or being settled. */
        ANSWERED,
        /** Answered. */
        UP,
        /** Over. */
        ENDED
    }

    /**
     * A session description that the media server is working on.
     *
     * @param operation of the media command
     * @param purpose what is done with the result
     */
    public record Negotiation(String operation, Purpose purpose) {}

    /** What is done with a settled session description. */
    public enum Purpose {
        /** It is the 200 to the caller's INVITE. */
        ANSWER,
        /** It is the offer in our INVITE. */
        OFFER,
        /** The remote party's answer was taken: the leg is up. */
        TAKE_ANSWER,
        /** It is the answer to a re-INVITE. */
        REOFFER
    }

    /** Copies the headers, keeping their order. */
    public Leg {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The call's SID. */
    public CallSid sid() {
        return record.sid();
    }

    /** Whether the call is answered and not over. */
    public boolean isUp() {
        return phase == Phase.UP;
    }

    /** Whether the call is over. */
    public boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** Whether it is answered, however far its media is. */
    public boolean isAnswered() {
        return phase == Phase.UP || phase == Phase.ANSWERED;
    }

    /** Whether this is the leg's endpoint. */
    public boolean isAt(MediaHandle place) {
        return media.filter(
                        m -> m.server().equals(place.server()) && m.endpoint().equals(place.endpoint()))
                .isPresent();
    }

    Leg in(Phase next) {
        return new Leg(record, next, media, remoteSdp, negotiation, callback, headers, credentials, hops);
    }

    Leg with(Optional<MediaHandle> handle) {
        return new Leg(record, phase, handle, remoteSdp, negotiation, callback, headers, credentials, hops);
    }

    Leg with(CallRecord changed) {
        return new Leg(changed, phase, media, remoteSdp, negotiation, callback, headers, credentials, hops);
    }

    Leg with(CallbackPlan plan) {
        return new Leg(record, phase, media, remoteSdp, negotiation, plan, headers, credentials, hops);
    }

    Leg settling(Optional<Negotiation> other) {
        return new Leg(record, phase, media, remoteSdp, other, callback, headers, credentials, hops);
    }

    Leg hearing(String sdp) {
        return new Leg(record, phase, media, Optional.of(sdp), negotiation, callback, headers, credentials, hops);
    }

    Leg atStatus(CallStatus status, Instant now) {
        return with(Records.atStatus(record, status, now));
    }
}
