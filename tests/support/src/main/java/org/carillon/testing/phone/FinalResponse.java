// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The last answer to an INVITE.
 *
 * @param status 200 to 699; 408 made up by the phone when nothing came
 * @param reason the reason phrase
 * @param headers all headers by lower-case name, values in order
 */
public record FinalResponse(int status, String reason, Map<String, List<String>> headers) {
    /** Whether the call was answered. */
    public boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** The first value of a header, by any case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    @Override
    public String toString() {
        return status + " " + reason;
    }
}
