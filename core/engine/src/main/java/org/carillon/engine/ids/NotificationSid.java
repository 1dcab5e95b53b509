// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.ids;

import java.util.random.RandomGenerator;

/** Identifier of a notification ({@code NO} and 32 hexadecimal digits). */
public record NotificationSid(String value) {
    /** @throws IllegalArgumentException when the text is not an identifier of this kind */
    public NotificationSid {
        Sid.checked("NO", value);
    }

    /** Whether the text is an identifier of this kind. */
    public static boolean isValid(String text) {
        return Sid.isValid("NO", text);
    }

    /** A new one, drawn at random. */
    public static NotificationSid random(RandomGenerator random) {
        return new NotificationSid(Sid.random("NO", random));
    }

    /** One that follows from its origin: the same arguments always give the same identifier. */
    public static NotificationSid derived(CallSid origin, String role, long number) {
        return new NotificationSid(Sid.derived("NO", origin.value(), role, number));
    }

    @Override
    public String toString() {
        return value;
    }
}
