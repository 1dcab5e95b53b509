// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.value;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Immutable sets of constants in the order of their declaration, so that equal records also look equal in logs. */
public final class EnumSets {

    private EnumSets() {}

    /** A copy that cannot be changed. */
    public static <E extends Enum<E>> Set<E> copy(Class<E> type, Collection<E> constants) {
        var copy = EnumSet.noneOf(type);
        copy.addAll(constants);
        return Collections.unmodifiableSet(copy);
    }
}
