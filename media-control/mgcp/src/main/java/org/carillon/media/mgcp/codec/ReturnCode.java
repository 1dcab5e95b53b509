// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

/** Return codes of RFC 3435 section 2.4 that this project sends or tells apart. */
public final class ReturnCode {
    /** The transaction is being executed; the real answer follows. */
    public static final int PROVISIONAL = 100;

    public static final int OK = 200;
    /** The connection was deleted; some peers answer 200 instead. */
    public static final int CONNECTION_DELETED = 250;
    /** The transaction could not be executed because of a transient error. */
    public static final int TRANSIENT_ERROR = 400;

    public static final int INSUFFICIENT_RESOURCES = 403;
    /** All endpoints of a wildcard are in use. */
    public static final int NO_ENDPOINT_AVAILABLE = 410;

    public static final int UNKNOWN_ENDPOINT = 500;
    public static final int NOT_READY = 501;
    public static final int NO_RESOURCES = 502;
    public static final int UNKNOWN_COMMAND = 504;
    public static final int UNSUPPORTED_REMOTE_DESCRIPTION = 505;
    public static final int CONFLICTING_REMOTE_DESCRIPTION = 506;
    public static final int BAD_REMOTE_DESCRIPTION = 509;
    public static final int PROTOCOL_ERROR = 510;
    public static final int UNKNOWN_EXTENSION = 511;
    public static final int UNKNOWN_CONNECTION = 515;
    public static final int UNKNOWN_CALL = 516;
    public static final int INVALID_MODE = 517;
    public static final int UNKNOWN_PACKAGE = 518;
    public static final int UNKNOWN_EVENT = 522;
    public static final int UNKNOWN_ACTION = 523;
    public static final int BAD_OPTIONS = 524;
    public static final int BAD_VERSION = 528;
    public static final int NO_COMMON_CODEC = 534;
    public static final int BAD_EVENT_PARAMETER = 538;
    public static final int BAD_COMMAND_PARAMETER = 539;

    private ReturnCode() {}

    /** Whether the code only says that work goes on (100 to 199). */
    public static boolean isProvisional(int code) {
        return code >= 100 && code < 200;
    }

    /** Whether the code says that the command was carried out (200 to 299). */
    public static boolean isSuccess(int code) {
        return code >= 200 && code < 300;
    }
}
