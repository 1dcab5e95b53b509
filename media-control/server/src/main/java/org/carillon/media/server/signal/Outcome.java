// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import org.carillon.media.mgcp.codec.AuArguments;

/**
 * How a signal ended.
 *
 * @param requestId of the request that started it
 * @param event {@code oc} or {@code of}
 * @param arguments what the event tells
 */
public record Outcome(String requestId, String event, AuArguments arguments) {
    /** Success. */
    public static final int OK = 100;

    public static final int FAILURE = 300;
    public static final int BAD_PROMPT = 301;
    public static final int NO_DIGITS = 326;
    public static final int NO_SPEECH = 327;
    public static final int TOO_FEW_DIGITS = 329;

    /** @param code RFC 2897 section 6: 100 is success, all others are failures */
    public static Outcome of(String requestId, int code, EndReason reason) {
        AuArguments arguments = AuArguments.NONE.with("rc", code).with("rs", reason.wire());
        return new Outcome(requestId, code == OK ? "oc" : "of", arguments);
    }

    public Outcome with(String key, String value) {
        return value.isEmpty() ? this : new Outcome(requestId, event, arguments.with(key, value));
    }

    public Outcome with(String key, long value) {
        return new Outcome(requestId, event, arguments.with(key, value));
    }

    /** A text for people; characters that MGCP cannot carry are replaced, 200 are kept. */
    public Outcome withText(String text) {
        String clean = text.replaceAll("[^ -~]", "?");
        return with("tx", clean.substring(0, Math.min(200, clean.length())));
    }
}
