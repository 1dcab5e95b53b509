// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sipp;

import java.util.Map;
import org.carillon.testing.NotSeen;

/**
 * What a finished SIPp says.
 *
 * @param scenario the name of the scenario
 * @param exitCode 0 when every call went as written
 * @param statistics the last line of its statistics by column, for example {@code SuccessfulCall(C)}
 * @param errors its error log
 * @param messages every SIP message, sent and received
 */
public record SippResult(
        String scenario, int exitCode, Map<String, String> statistics, String errors, String messages) {
    private static final int SHOWN = 6000;

    /** Calls that went as written. */
    public int successful() {
        return number("SuccessfulCall(C)");
    }

    /** Calls that did not. */
    public int failed() {
        return number("FailedCall(C)");
    }

    /** Messages that SIPp had to send again, or received again. */
    public int retransmissions() {
        return number("Retransmissions(C)");
    }

    private int number(String column) {
        String text = statistics.getOrDefault(column, "0");
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    /** How often a line of this beginning came in, for example {@code BYE}; repetitions count. */
    public long received(String firstLineStart) {
        boolean in = false;
        long count = 0;
        for (String line : messages.lines().filter(l -> !l.isBlank()).toList()) {
            if (in && line.startsWith(firstLineStart)) {
                count++;
            }
            in = line.contains("message received");
        }
        return count;
    }

    /** Whether every call went as written, and there was one. */
    public boolean passed() {
        return exitCode == 0 && successful() > 0;
    }

    /**
     * Checks that every call went as written.
     *
     * @throws NotSeen with the errors and the last messages otherwise
     */
    public SippResult assertPassed() {
        if (!passed()) {
            throw new NotSeen("SIPp scenario " + scenario + " failed: exit code " + exitCode + ", " + successful()
                    + " calls as written, " + failed() + " not\n" + tail(errors) + "\n" + tail(messages));
        }
        return this;
    }

    private static String tail(String text) {
        return text.length() <= SHOWN ? text : "[...]" + text.substring(text.length() - SHOWN);
    }
}
