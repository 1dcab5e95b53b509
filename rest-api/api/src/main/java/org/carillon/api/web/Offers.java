// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import java.util.Map;
import java.util.Set;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;

/** Refuses parameters that exist at Twilio and would promise something that does not happen here. */
public final class Offers {
    private Offers() {}

    /**
     * Refuses the request when one of these is given with another value than one that means "no".
     *
     * @param missing names and what to do instead
     * @throws ApiException with NOT_OFFERED
     */
    public static void refuse(Parameters parameters, Map<String, String> missing) {
        Set<String> no = Set.of("", "false", "Inactive", "voice");
        missing.forEach((name, advice) -> {
            if (!no.contains(parameters.text(name).orElse(""))) {
                throw new ApiException(
                        ApiError.NOT_OFFERED, "The parameter " + name + " is not offered yet. " + advice);
            }
        });
    }
}
