// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.ids;

import java.util.random.RandomGenerator;

/** Identifier of an incoming phone number ({@code PN} and 32 hexadecimal digits). */
public record PhoneNumberSid(String value) {
    /** @throws IllegalArgumentException when the text is not an identifier of this kind */
    public PhoneNumberSid {
        Sid.checked("PN", value);
    }

    /** Whether the text is an identifier of this kind. */
    public static boolean isValid(String text) {
        return Sid.isValid("PN", text);
    }

    /** A new one, drawn at random. */
    public static PhoneNumberSid random(RandomGenerator random) {
        return new PhoneNumberSid(Sid.random("PN", random));
    }

    /** One that follows from its origin: the same arguments always give the same identifier. */
    public static PhoneNumberSid derived(CallSid origin, String role, long number) {
        return new PhoneNumberSid(Sid.derived("PN", origin.value(), role, number));
    }

    @Override
    public String toString() {
        return value;
    }
}
