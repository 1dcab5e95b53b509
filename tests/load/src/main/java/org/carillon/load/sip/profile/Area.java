// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.profile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What code does. A stack belongs to the innermost frame that one of these claims, so that a map's look-up is the parser's when the
 * parser asked for it; earlier areas claim first.
 */
public enum Area {
    /** A message is turned into bytes. */
    WRITING("messages into bytes", "gov\\.nist\\..*\\.encode\\w*"),
    /** Bytes are turned into a message. */
    READING(
            "bytes into messages",
            "gov\\.nist\\.javax\\.sip\\.parser\\..*",
            "gov\\.nist\\.core\\.(Lexer|Parser|Token|StringTokenizer).*",
            "org\\.carillon\\.sip\\.form\\..*",
            "org\\.carillon\\.sip\\.metrics\\.MeteredParser.*"),
    /** Sockets, lanes and what hands messages over between them. */
    TRANSPORT(
            "sockets and lanes",
            "org\\.carillon\\.sip\\.(transport|connector|tracing|metrics)\\..*",
            "gov\\.nist\\.javax\\.sip\\.stack\\.\\w*(Channel|Processor|Processor\\$\\w+|Lane|Lanes)\\..*"),
    /** Timers of transactions, dialogs and sessions. */
    TIMERS("timers", ".*\\.[\\w$]*Timer[\\w$]*\\..*", "org\\.carillon\\.sip\\.timers\\..*"),
    /** The stack's transactions and dialogs. */
    TRANSACTIONS("transactions and dialogs", "gov\\.nist\\.javax\\.sip\\.(stack\\.)?[A-Z]\\w*(\\$\\w+)?\\..*"),
    /** Headers and messages as objects: made, cloned, looked at. */
    MESSAGES("headers as objects", "gov\\.nist\\..*", "org\\.mobicents\\.(ha\\.)?javax\\..*"),
    /** Sessions of applications. */
    SESSIONS(
            "sessions",
            "org\\.mobicents\\.servlet\\.sip\\.core\\.session\\..*",
            "org\\.carillon\\.sip\\.(application|calls|concurrency|converged)\\..*"),
    /** The servlet that is measured. */
    APPLICATION("the application", "org\\.carillon\\.load\\..*"),
    /** Everything else of the container: from the stack to a servlet and back. */
    DISPATCH(
            "dispatching, requests and responses of servlets",
            "org\\.(mobicents|carillon)\\..*",
            "(jakarta|javax)\\.servlet\\..*"),
    /** None of the container's code is in the stack. */
    OTHER("the server and Java itself", "");

    private final String title;
    private final Pattern claims;

    Area(String title, String... claims) {
        this.title = title;
        this.claims = Pattern.compile(String.join("|", claims));
    }

    /** For people. */
    public String title() {
        return title;
    }

    /**
     * Sorts a stack.
     *
     * @param frames innermost first, each as {@code package.Class$Inner.method}
     */
    public static Area of(List<String> frames) {
        for (String frame : frames) {
            for (Area area : values()) {
                if (area.claims.matcher(frame).matches()) {
                    return area;
                }
            }
        }
        return OTHER;
    }
}
