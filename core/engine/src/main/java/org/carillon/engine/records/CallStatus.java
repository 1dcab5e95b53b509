// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

/** Twilio's call statuses. */
public enum CallStatus {
    /** Accepted by the API, not yet dialled. */
    QUEUED("queued", false),
    /** The INVITE has left. */
    INITIATED("initiated", false),
    /** The called side rings, or, inbound, the document is being fetched. */
    RINGING("ringing", false),
    /** Answered. */
    IN_PROGRESS("in-progress", false),
    /** Ended after it was answered. */
    COMPLETED("completed", true),
    /** The called side was busy. */
    BUSY("busy", true),
    /** Could not be connected. */
    FAILED("failed", true),
    /** Rang without an answer. */
    NO_ANSWER("no-answer", true),
    /** Given up by the calling side while queued or ringing. */
    CANCELED("canceled", true);

    private final String text;
    private final boolean terminal;

    CallStatus(String text, boolean terminal) {
        this.text = text;
        this.terminal = terminal;
    }

    /** As webhooks and the API write it. */
    public String text() {
        return text;
    }

    /** As a list of calls shows it: Twilio's list knows no "initiated" (that is an event's name); such a call is about to ring. */
    public CallStatus listed() {
        return this == INITIATED ? RINGING : this;
    }

    /** Whether the call has ended. */
    public boolean isFinal() {
        return terminal;
    }

    /** The status with this text. */
    public static java.util.Optional<CallStatus> parse(String text) {
        for (CallStatus status : values()) {
            if (status.text.equals(text)) {
                return java.util.Optional.of(status);
            }
        }
        return java.util.Optional.empty();
    }
}
