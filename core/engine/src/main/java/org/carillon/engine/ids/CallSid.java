// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.ids;

import java.util.random.RandomGenerator;

/** Identifier of a call, which is one leg: the root call of a session names the session too ({@code CA} and 32 hexadecimal digits). */
public record CallSid(String value) {
    /** @throws IllegalArgumentException when the text is not an identifier of this kind */
    public CallSid {
        Sid.checked("CA", value);
    }

    /** Whether the text is an identifier of this kind. */
    public static boolean isValid(String text) {
        return Sid.isValid("CA", text);
    }

    /** A new one, drawn at random. */
    public static CallSid random(RandomGenerator random) {
        return new CallSid(Sid.random("CA", random));
    }

    /** One that follows from its origin: the same arguments always give the same identifier. */
    public static CallSid derived(CallSid origin, String role, long number) {
        return new CallSid(Sid.derived("CA", origin.value(), role, number));
    }

    @Override
    public String toString() {
        return value;
    }
}
