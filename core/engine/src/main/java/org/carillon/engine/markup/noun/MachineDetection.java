// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.noun;

import java.time.Duration;
import java.util.Optional;
import org.carillon.engine.webhooks.HttpMethod;

/**
 * Whether and how an answering machine is looked for. Bounds and defaults: Twilio's page "Answering Machine Detection".
 *
 * @param timeout 3 to 60 s, 30 s unless the document says otherwise
 * @param speechThreshold speech longer than this is a machine's; 1000 to 6000 ms, 2400 ms
 * @param speechEndThreshold silence that ends the greeting; 500 to 5000 ms, 1200 ms
 * @param silenceTimeout silence at the beginning after which detection gives up; 2000 to 10000 ms, 5000 ms
 * @param statusCallback where the result is posted
 */
public record MachineDetection(
        Mode mode,
        Duration timeout,
        Duration speechThreshold,
        Duration speechEndThreshold,
        Duration silenceTimeout,
        Optional<String> statusCallback,
        HttpMethod statusCallbackMethod) {

    /** Whether the result is wanted at once or after the machine's greeting. */
    public enum Mode {
        ENABLE,
        DETECT_MESSAGE_END
    }
}
