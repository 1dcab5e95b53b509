// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

/** The methods that are counted one by one. */
public enum SipMethod {
    /** RFC 3261. */
    INVITE,
    /** RFC 3261. */
    ACK,
    /** RFC 3261. */
    BYE,
    /** RFC 3261. */
    CANCEL,
    /** RFC 3261. */
    OPTIONS,
    /** RFC 3261. */
    REGISTER,
    /** RFC 6086. */
    INFO,
    /** RFC 3262. */
    PRACK,
    /** RFC 3311. */
    UPDATE,
    /** RFC 6665. */
    SUBSCRIBE,
    /** RFC 6665. */
    NOTIFY,
    /** RFC 3515. */
    REFER,
    /** RFC 3428. */
    MESSAGE,
    /** RFC 3903. */
    PUBLISH,
    /** Any other; a peer chooses the name, so each cannot have a counter of its own. */
    OTHER;

    /** {@return the method of that name; methods are case-sensitive (RFC 3261 section 7.1)} */
    public static SipMethod of(String name) {
        return switch (name) {
            case "INVITE" -> INVITE;
            case "ACK" -> ACK;
            case "BYE" -> BYE;
            case "CANCEL" -> CANCEL;
            case "OPTIONS" -> OPTIONS;
            case "REGISTER" -> REGISTER;
            case "INFO" -> INFO;
            case "PRACK" -> PRACK;
            case "UPDATE" -> UPDATE;
            case "SUBSCRIBE" -> SUBSCRIBE;
            case "NOTIFY" -> NOTIFY;
            case "REFER" -> REFER;
            case "MESSAGE" -> MESSAGE;
            case "PUBLISH" -> PUBLISH;
            default -> OTHER;
        };
    }
}
