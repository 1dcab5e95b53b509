// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.List;

/**
 * A response, for example {@code 200 1204 OK} (RFC 3435 section 3.3).
 *
 * @param code 0 to 999: 0 acknowledges a response, 1xx is provisional, 2xx success, 4xx transient, 5xx permanent, 8xx of a package
 * @param transaction 0 to 999999999; 0 only when the command's number could not be read
 * @param comment text behind the numbers, for people; may be empty
 */
public record MgcpResponse(int code, int transaction, String comment, Parameters parameters, List<String> descriptions)
        implements MgcpMessage {

    public MgcpResponse {
        if (code < 0 || code > 999 || transaction < 0 || transaction > MAX_TRANSACTION) {
            throw new IllegalArgumentException("a response has a code of three digits and a transaction");
        }
        if (comment.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("control character in a comment");
        }
        comment = comment.strip();
        descriptions = Descriptions.checked(descriptions);
    }

    /** A response without parameters. */
    public static MgcpResponse of(int code, int transaction, String comment) {
        return new MgcpResponse(code, transaction, comment, Parameters.NONE, List.of());
    }

    public boolean isProvisional() {
        return ReturnCode.isProvisional(code);
    }

    public boolean isSuccess() {
        return ReturnCode.isSuccess(code);
    }

    /** The same response with one more parameter line. */
    public MgcpResponse with(String parameterCode, Object value) {
        return new MgcpResponse(
                code, transaction, comment, parameters.with(parameterCode, value.toString()), descriptions);
    }

    /** The same response with another session description in its body. */
    public MgcpResponse withDescription(String sdp) {
        return new MgcpResponse(code, transaction, comment, parameters, Descriptions.added(descriptions, sdp));
    }
}
