// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.markup.verb.RecordVerb;

/** Reads a Record. */
final class RecordReader {

    private static final int DEFAULT_LENGTH = 3600;

    private RecordReader() {}

    static RecordVerb read(ElementReader element) {
        AttributeReader attributes = element.attributes();
        return new RecordVerb(
                attributes.action(),
                attributes.method("method"),
                attributes.seconds("timeout", 5, 0, PromptReader.LONGEST_SECONDS),
                attributes.keys("finishOnKey", DialKey.COMMON),
                attributes.seconds("maxLength", DEFAULT_LENGTH, 1, PromptReader.LONGEST_SECONDS),
                attributes.flag("playBeep", true),
                attributes.choice("trim", Trim.class, Trim.DO_NOT_TRIM),
                callback(attributes),
                attributes.flag("transcribe", false),
                attributes.url("transcribeCallback"),
                attributes.text("recordingConfigurationId"));
    }

    /** The three attributes that Record and Dial have in common. */
    static RecordingCallback callback(AttributeReader attributes) {
        return new RecordingCallback(
                attributes.url("recordingStatusCallback"),
                attributes.method("recordingStatusCallbackMethod"),
                attributes.choices(
                        "recordingStatusCallbackEvent",
                        RecordingCallback.Event.class,
                        RecordingCallback.Event.COMPLETED));
    }
}
