// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.form;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 3261 section 8.1.1 wants of each request and the stack's parser lets through: the version, each field that a
 * response must repeat, and each of them once.
 *
 * <p>The checks look at most at the beginning of a line, for they run for each line of each message.
 */
public final class RequestForm {
    private static final String VERSION = " SIP/2.0";
    private static final Pattern OTHER_VERSION = Pattern.compile("(?i).* (SIP/\\d+(?:\\.\\d+)?)");
    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("^(?:content-length|l)[ \\t]*:", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private RequestForm() {}

    /**
     * Looks at the first line of a message.
     *
     * @throws UnsupportedVersionException when it is that of a request of another version (RFC 4475 section 3.1.2.16)
     */
    public static void checkFirstLine(String line) throws UnsupportedVersionException {
        if (line.regionMatches(true, line.length() - VERSION.length(), VERSION, 0, VERSION.length())) {
            return;
        }
        var other = OTHER_VERSION.matcher(line);
        if (other.matches()) {
            throw new UnsupportedVersionException(other.group(1));
        }
    }

    /**
     * Looks at a field that is about to be added to a message.
     *
     * @throws ParseException when the message has it already and may have it once only (RFC 4475 section 3.3.8); which of
     *     two a proxy behind us would believe is anybody's guess
     */
    public static void checkField(String line, SIPMessage message) throws ParseException {
        var name = switch (line.charAt(0)) {
            case 'F', 'f' -> again(message.getFrom() != null, line, "From", 'f');
            case 'T', 't' -> again(message.getTo() != null, line, "To", 't');
            case 'I', 'i' -> again(message.getCallId() != null, line, "Call-ID", 'i');
            case 'C', 'c' -> ofC(line, message);
            case 'L', 'l' -> again(hasLength(message), line, "Content-Length", 'l');
            case 'M', 'm' -> again(message.getMaxForwards() != null, line, "Max-Forwards", '\0');
            default -> null;
        };
        if (name != null) {
            throw new ParseException("more than one " + name, 0);
        }
    }

    private static @Nullable String ofC(String line, SIPMessage message) {
        var sequence = again(message.getCSeq() != null, line, "CSeq", '\0');
        if (sequence != null) {
            return sequence;
        }
        var callId = again(message.getCallId() != null, line, "Call-ID", '\0');
        return callId != null ? callId : again(hasLength(message), line, "Content-Length", '\0');
    }

    /** The stack gives each message a length of 0 before it reads the first line. */
    private static boolean hasLength(SIPMessage message) {
        var length = message.getContentLength();
        return length != null && length.getContentLength() != 0;
    }

    private static @Nullable String again(boolean present, String line, String name, char compact) {
        return present && (isNamed(line, name, name.length()) || isCompact(line, compact)) ? name : null;
    }

    private static boolean isCompact(String line, char compact) {
        return compact != '\0' && endsName(line, 1) && Character.toLowerCase(line.charAt(0)) == compact;
    }

    private static boolean isNamed(String line, String name, int length) {
        return line.regionMatches(true, 0, name, 0, length) && endsName(line, length);
    }

    private static boolean endsName(String line, int at) {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at < line.length() && line.charAt(at) == ':';
    }

    /**
     * Looks at a whole message.
     *
     * @throws ParseException when it is a request and lacks a field that each request has (RFC 4475 section 3.3.1), or its
     *     CSeq has another method (section 3.1.2.17)
     */
    public static void checkWhole(SIPMessage message) throws ParseException {
        if (!(message instanceof SIPRequest request)) {
            return;
        }
        require(request.getTopmostVia(), "Via");
        require(request.getFrom(), "From");
        require(request.getTo(), "To");
        require(request.getCallId(), "Call-ID");
        require(request.getCSeq(), "CSeq");
        if (!request.getCSeq().getMethod().equals(request.getMethod())) {
            throw new ParseException("CSeq of another method", 0);
        }
    }

    private static void require(@Nullable Object field, String name) throws ParseException {
        if (field == null) {
            throw new ParseException("no " + name, 0);
        }
    }

    /** {@return whether a message says how long its body is; asked only of those that seem to have none} */
    public static boolean saysLength(byte[] message, int endOfHead) {
        return CONTENT_LENGTH
                .matcher(new String(message, 0, endOfHead, StandardCharsets.UTF_8))
                .find();
    }
}
