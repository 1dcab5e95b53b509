// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.ids;

import java.util.random.RandomGenerator;

/** Identifier of a recording ({@code RE} and 32 hexadecimal digits). */
public record RecordingSid(String value) {
    /** @throws IllegalArgumentException when the text is not an identifier of this kind */
    public RecordingSid {
        Sid.checked("RE", value);
    }

    /** Whether the text is an identifier of this kind. */
    public static boolean isValid(String text) {
        return Sid.isValid("RE", text);
    }

    /** A new one, drawn at random. */
    public static RecordingSid random(RandomGenerator random) {
        return new RecordingSid(Sid.random("RE", random));
    }

    /** One that follows from its origin: the same arguments always give the same identifier. */
    public static RecordingSid derived(CallSid origin, String role, long number) {
        return new RecordingSid(Sid.derived("RE", origin.value(), role, number));
    }

    @Override
    public String toString() {
        return value;
    }
}
