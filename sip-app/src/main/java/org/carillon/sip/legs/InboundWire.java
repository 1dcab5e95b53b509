// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.legs;

import java.util.Optional;
import java.util.OptionalInt;

/** Answers to the INVITE that opened an inbound leg. */
public interface InboundWire {
    /**
     * Sends 180 or 183; reliably (RFC 3262) when the caller requires it.
     *
     * @return whether the caller acknowledges it by PRACK, before which nothing but a refusal may follow
     */
    boolean provisional(int status, Optional<String> sdp) throws WireException;

    /** Sends 200 with a session description. */
    void answer(String sdp) throws WireException;

    /**
     * Sends a final refusal.
     *
     * @param retryAfterSeconds value of the Retry-After header, if there shall be one
     */
    void refuse(int status, String reason, OptionalInt retryAfterSeconds) throws WireException;
}
