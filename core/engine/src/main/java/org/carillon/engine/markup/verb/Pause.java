// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.time.Duration;

/**
 * Waits silently. As the first verb of an incoming call it waits before the call is answered.
 *
 * @param length whole seconds, 1 s unless the document says otherwise
 */
public record Pause(Duration length) implements Prompt {

    @Override
    public String element() {
        return "Pause";
    }
}
