// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.noun;

import java.util.Optional;
import org.carillon.engine.markup.value.StatusCallback;
import org.carillon.engine.webhooks.HttpMethod;

/**
 * What all targets of a Dial have in common.
 *
 * @param whisperUrl a document that is run for the target alone after the answer, before the parties are connected
 * @param machineDetection empty when nobody asked whether a machine answered
 */
public record TargetSettings(
        Optional<String> whisperUrl,
        HttpMethod whisperMethod,
        StatusCallback statusCallback,
        Optional<MachineDetection> machineDetection) {

    /** What holds for a number that is written straight into the Dial. */
    public static final TargetSettings DEFAULT =
            new TargetSettings(Optional.empty(), HttpMethod.POST, StatusCallback.NONE, Optional.empty());
}
