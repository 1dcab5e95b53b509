// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import java.util.Arrays;
import java.util.Optional;

/** The classes of RFC 3261 section 7.2. */
public enum ResponseClass {
    /** Provisional. */
    PROVISIONAL("1xx"),
    /** Success. */
    SUCCESS("2xx"),
    /** Redirection. */
    REDIRECTION("3xx"),
    /** The client's fault. */
    CLIENT_ERROR("4xx"),
    /** The server's fault. */
    SERVER_ERROR("5xx"),
    /** No server will do it. */
    GLOBAL_FAILURE("6xx");

    private static final ResponseClass[] BY_DIGIT = values();

    private final String label;

    ResponseClass(String label) {
        this.label = label;
    }

    /** {@return its name in the management model, such as 2xx} */
    public String label() {
        return label;
    }

    /** {@return the class of a status; what is outside of 100 to 699 goes to the nearest one} */
    public static ResponseClass of(int status) {
        return BY_DIGIT[Math.max(1, Math.min(status / 100, BY_DIGIT.length)) - 1];
    }

    /** {@return the class with that label, if there is one} */
    public static Optional<ResponseClass> labelled(String label) {
        return Arrays.stream(BY_DIGIT).filter(c -> c.label.equals(label)).findFirst();
    }
}
