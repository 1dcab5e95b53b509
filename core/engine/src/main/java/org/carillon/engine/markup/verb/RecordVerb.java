// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.EnumSets;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.webhooks.HttpMethod;

/**
 * Records the caller. See Twilio's page "TwiML Voice: Record".
 *
 * @param action what is requested when the recording ends; empty for the address of the current document
 * @param timeout the silence that ends the recording, 5 s unless the document says otherwise; zero for never
 * @param finishOnKey keys that end the recording, any of {@code 0-9*#} unless the document says otherwise
 * @param maxLength the longest recording, 3600 s unless the document says otherwise
 * @param transcribe whether a transcript is asked for
 * @param recordingConfigurationId the name of a stored recording configuration
 */
public record RecordVerb(
        Optional<String> action,
        HttpMethod method,
        Duration timeout,
        Set<DialKey> finishOnKey,
        Duration maxLength,
        boolean playBeep,
        Trim trim,
        RecordingCallback recordingCallback,
        boolean transcribe,
        Optional<String> transcribeCallback,
        Optional<String> recordingConfigurationId)
        implements Verb {

    public RecordVerb {
        finishOnKey = EnumSets.copy(DialKey.class, finishOnKey);
    }

    @Override
    public String element() {
        return "Record";
    }
}
