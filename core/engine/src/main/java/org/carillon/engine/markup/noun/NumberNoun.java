// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.noun;

import java.util.Optional;
import org.carillon.engine.markup.value.Tones;

/**
 * A telephone number to call.
 *
 * @param number the number as written, trimmed; whether it can be called is for the routing to say
 * @param sendDigits keys to press once the target has answered, before the parties are connected
 * @param byoc the SID of the tenant's own trunk that carries the call
 */
public record NumberNoun(String number, TargetSettings settings, Optional<Tones> sendDigits, Optional<String> byoc)
        implements Noun {

    /** A number that is written straight into the Dial, without an element of its own. */
    public static NumberNoun plain(String number) {
        return new NumberNoun(number, TargetSettings.DEFAULT, Optional.empty(), Optional.empty());
    }

    @Override
    public String element() {
        return "Number";
    }
}
