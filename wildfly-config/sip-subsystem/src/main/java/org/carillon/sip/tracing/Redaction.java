// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.tracing;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a SIP message what would let a reader of the log place calls or listen to them.
 *
 * <p>Kept is what explains a failed login: user name, realm, nonce, nonce count, algorithm. Taken out are the proofs
 * ({@code response} and {@code rspauth} of RFC 7616), all of any other kind of credentials, the password in a SIP URI
 * (RFC 3261 section 19.1.1), and media keys in SDP: {@code a=crypto} (RFC 4568) and {@code k=} (RFC 4566).
 */
public final class Redaction {
    private static final String GONE = "[redacted]";
    private static final String VALUE = "[ \\t]*=[ \\t]*)(?:\"[^\"\\r\\n]*\"|[^,\\s]*)";

    private record Rule(Pattern pattern, Function<MatchResult, String> replacement) {}

    /**
     * What turns out not to end in an at sign is matched too, and kept: each further {@code sip:} in it would be looked
     * at to the same end, and a body of nothing else takes seconds.
     */
    private static final Rule PASSWORD = new Rule(
            compiled("(sips?:[^:@\\s;?<>\"]++):[^@\\s<>\"]*+(@)?"),
            found -> found.group(2) == null ? Matcher.quoteReplacement(found.group()) : "$1:" + GONE + '@');

    private static final List<Rule> RULES = List.of(
            // Every kind but Digest: the whole value is a secret.
            rule("^((?:Proxy-)?Authorization[ \\t]*:[ \\t]*(?!Digest\\b)[^\\s,]+)[ \\t]+[^\\r\\n]*", "$1 " + GONE),
            rule("^((?:Proxy-)?Authorization[ \\t]*:[^\\r\\n]*?\\bresponse" + VALUE, "$1\"" + GONE + '"'),
            rule("^((?:Proxy-)?Authentication-Info[ \\t]*:[^\\r\\n]*?\\brspauth" + VALUE, "$1\"" + GONE + '"'),
            PASSWORD,
            // A line may hold several keys, each with its life time and index behind it.
            rule("(\\binline:)[^|;\\s]+", "$1" + GONE),
            rule("^(k=[a-z0-9]+:)[^\\r\\n]*", "$1" + GONE));

    private Redaction() {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(compiled(pattern), found -> replacement);
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /** {@return the message without secrets} */
    public static String of(String message) {
        var text = message;
        for (var rule : RULES) {
            text = rule.pattern().matcher(text).replaceAll(rule.replacement());
        }
        return text;
    }
}
