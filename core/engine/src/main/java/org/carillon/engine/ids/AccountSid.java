// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.ids;

import java.util.random.RandomGenerator;

/** Identifier of an account ({@code AC} and 32 hexadecimal digits). */
public record AccountSid(String value) {
    /** @throws IllegalArgumentException when the text is not an identifier of this kind */
    public AccountSid {
        Sid.checked("AC", value);
    }

    /** Whether the text is an identifier of this kind. */
    public static boolean isValid(String text) {
        return Sid.isValid("AC", text);
    }

    /** A new one, drawn at random. */
    public static AccountSid random(RandomGenerator random) {
        return new AccountSid(Sid.random("AC", random));
    }

    /** One that follows from its origin: the same arguments always give the same identifier. */
    public static AccountSid derived(CallSid origin, String role, long number) {
        return new AccountSid(Sid.derived("AC", origin.value(), role, number));
    }

    @Override
    public String toString() {
        return value;
    }
}
