// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application demands of those who call it (JSR 289 chapter 17).
 *
 * @param constraints in the order of the descriptor; all that cover a request must be met
 * @param realm what the user is asked for; null means the application's name
 */
public record SecurityPart(
        List<SecurityConstraint> constraints, @Nullable String realm) {
    /** An application that anybody may call. */
    public static final SecurityPart NONE = new SecurityPart(List.of(), null);

    /** Keeps a copy. */
    public SecurityPart {
        constraints = List.copyOf(constraints);
    }

    /** {@return whether some constraint asks for a user, so that users must be known} */
    public boolean asksForUsers() {
        return constraints.stream()
                .anyMatch(constraint ->
                        constraint.roles() != null && !constraint.roles().isEmpty());
    }
}
