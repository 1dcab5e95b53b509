// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.schema;

import static org.carillon.engine.markup.schema.AttributeSpec.accepted;
import static org.carillon.engine.markup.schema.AttributeSpec.dormant;
import static org.carillon.engine.markup.schema.AttributeSpec.supported;
import static org.carillon.engine.markup.schema.MarkupError.SCHEMA_VIOLATION;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which elements and attributes a document may have, and what may stand in what. Attributes are those of the classes of
 * {@code com.twilio.twiml.voice} in twilio-java 13.0.1, and callReason, which only Twilio's page on Dial has.
 */
public final class MarkupSchema {

    /** The root of every document. */
    public static final String ROOT = "Response";

    private static final Set<String> VERBS =
            Set.of("Say", "Play", "Pause", "Gather", "Record", "Dial", "Redirect", "Reject", "Hangup");

    private static final Set<String> VERBS_NOT_OFFERED =
            Set.of("Connect", "Echo", "Enqueue", "Leave", "Pay", "Prompt", "Queue", "Refer", "Sms", "Start", "Stop");

    private static final Set<String> NOUNS_NOT_OFFERED =
            Set.of("Application", "Client", "Conference", "Queue", "Sim", "WhatsApp");

    private static final Map<String, ElementSpec> ELEMENTS = byName(List.of(
            ElementSpec.leaf(ROOT).holding(VERBS, VERBS_NOT_OFFERED, SCHEMA_VIOLATION),
            say(MarkupError.SAY_VOICE, MarkupError.SAY_LOOP),
            ElementSpec.text(
                    "Play", supported("loop", MarkupError.PLAY_LOOP), supported("digits", MarkupError.PLAY_DIGITS)),
            ElementSpec.leaf("Pause", supported("length", MarkupError.PAUSE_LENGTH)),
            gather(),
            record(),
            dial(),
            number(),
            sip(),
            ElementSpec.text(
                    "Uri",
                    supported("priority", SCHEMA_VIOLATION),
                    supported("weight", SCHEMA_VIOLATION),
                    supported("username", MarkupError.SIP_CREDENTIALS),
                    supported("password", MarkupError.SIP_CREDENTIALS)),
            ElementSpec.leaf("Headers").holding(Set.of("Header"), Set.of(), SCHEMA_VIOLATION),
            ElementSpec.leaf(
                    "Header",
                    supported("name", MarkupError.SIP_HEADER_NAME),
                    supported("value", MarkupError.SIP_HEADER_TOO_LONG)),
            ElementSpec.text("Redirect", supported("method", MarkupError.REDIRECT_METHOD)),
            ElementSpec.leaf("Reject", supported("reason", MarkupError.REJECT_REASON))
                    .holding(Set.of("Parameter"), Set.of(), SCHEMA_VIOLATION),
            ElementSpec.leaf("Hangup").holding(Set.of("Parameter"), Set.of(), SCHEMA_VIOLATION),
            ElementSpec.leaf("Parameter", accepted("name", SCHEMA_VIOLATION), dormant("value", SCHEMA_VIOLATION))));

    /** A Say inside a Gather, whose mistakes have other numbers. */
    private static final ElementSpec SAY_IN_GATHER = say(MarkupError.GATHER_SAY_VOICE, MarkupError.GATHER_SAY_LOOP);

    private MarkupSchema() {}

    /** Every element by name. Speech tags inside a Say are not among them. */
    public static Map<String, ElementSpec> elements() {
        return ELEMENTS;
    }

    /**
     * What an element may have.
     *
     * @param parent the name of the element around it; empty for the root
     */
    public static Optional<ElementSpec> element(String parent, String name) {
        if (parent.equals("Gather") && name.equals("Say")) {
            return Optional.of(SAY_IN_GATHER);
        }
        return Optional.ofNullable(ELEMENTS.get(name));
    }

    private static ElementSpec say(MarkupError voice, MarkupError loop) {
        return ElementSpec.text(
                "Say",
                supported("voice", voice),
                supported("language", MarkupError.SAY_LANGUAGE),
                supported("loop", loop));
    }

    private static ElementSpec gather() {
        return ElementSpec.leaf(
                        "Gather",
                        supported("input", MarkupError.GATHER_INPUT),
                        supported("action", SCHEMA_VIOLATION),
                        supported("method", MarkupError.GATHER_METHOD),
                        supported("timeout", MarkupError.GATHER_TIMEOUT),
                        supported("finishOnKey", MarkupError.GATHER_FINISH_ON_KEY),
                        supported("numDigits", MarkupError.GATHER_NUM_DIGITS),
                        supported("actionOnEmptyResult", MarkupError.GATHER_EMPTY_RESULT),
                        supported("bargeIn", MarkupError.GATHER_BARGE_IN),
                        dormant("speechTimeout", MarkupError.GATHER_SPEECH_TIMEOUT),
                        dormant("maxSpeechTime", MarkupError.GATHER_MAX_SPEECH_TIME),
                        dormant("language", MarkupError.GATHER_LANGUAGE),
                        dormant("hints", MarkupError.GATHER_HINTS),
                        dormant("profanityFilter", MarkupError.GATHER_PROFANITY_FILTER),
                        dormant("speechModel", MarkupError.GATHER_SPEECH_MODEL),
                        dormant("enhanced", SCHEMA_VIOLATION),
                        dormant("partialResultCallback", SCHEMA_VIOLATION),
                        dormant("partialResultCallbackMethod", MarkupError.GATHER_PARTIAL_METHOD),
                        dormant("debug", SCHEMA_VIOLATION))
                .holding(Set.of("Say", "Play", "Pause"), Set.of(), MarkupError.GATHER_NESTED_VERB);
    }

    private static ElementSpec record() {
        return ElementSpec.leaf(
                "Record",
                supported("action", SCHEMA_VIOLATION),
                supported("method", MarkupError.RECORD_METHOD),
                supported("timeout", MarkupError.RECORD_TIMEOUT),
                supported("finishOnKey", MarkupError.RECORD_FINISH_ON_KEY),
                supported("maxLength", MarkupError.RECORD_MAX_LENGTH),
                supported("playBeep", MarkupError.RECORD_PLAY_BEEP),
                supported("trim", MarkupError.RECORD_TRIM),
                supported("recordingStatusCallback", MarkupError.RECORDING_CALLBACK),
                supported("recordingStatusCallbackMethod", SCHEMA_VIOLATION),
                supported("recordingStatusCallbackEvent", MarkupError.RECORDING_EVENT),
                accepted("transcribe", MarkupError.RECORD_TRANSCRIBE, "false"),
                dormant("transcribeCallback", MarkupError.TRANSCRIBE_CALLBACK),
                accepted("recordingConfigurationId", SCHEMA_VIOLATION));
    }

    private static ElementSpec dial() {
        return ElementSpec.text(
                        "Dial",
                        supported("action", SCHEMA_VIOLATION),
                        supported("method", MarkupError.DIAL_METHOD),
                        supported("timeout", MarkupError.DIAL_TIMEOUT),
                        supported("hangupOnStar", MarkupError.DIAL_HANGUP_ON_STAR),
                        supported("timeLimit", MarkupError.DIAL_TIME_LIMIT),
                        supported("callerId", MarkupError.DIAL_CALLER_ID),
                        supported("answerOnBridge", MarkupError.DIAL_ANSWER_ON_BRIDGE),
                        supported("ringTone", MarkupError.DIAL_RING_TONE),
                        supported("record", MarkupError.DIAL_RECORD),
                        supported("trim", MarkupError.RECORD_TRIM),
                        supported("recordingStatusCallback", MarkupError.RECORDING_CALLBACK),
                        supported("recordingStatusCallbackMethod", SCHEMA_VIOLATION),
                        supported("recordingStatusCallbackEvent", MarkupError.RECORDING_EVENT),
                        accepted("recordingTrack", MarkupError.RECORDING_TRACK, "both"),
                        accepted("recordingConfigurationId", SCHEMA_VIOLATION),
                        accepted("sequential", MarkupError.DIAL_SEQUENTIAL, "false"),
                        accepted("referUrl", SCHEMA_VIOLATION),
                        dormant("referMethod", SCHEMA_VIOLATION),
                        accepted("events", SCHEMA_VIOLATION),
                        accepted("passports", SCHEMA_VIOLATION),
                        accepted("callReason", SCHEMA_VIOLATION))
                .holding(Set.of("Number", "Sip"), NOUNS_NOT_OFFERED, MarkupError.DIAL_NESTED_ELEMENT);
    }

    private static ElementSpec number() {
        return ElementSpec.text(
                "Number",
                withTargetAttributes(
                        MarkupError.NUMBER_METHOD,
                        supported("sendDigits", MarkupError.NUMBER_SEND_DIGITS),
                        accepted("byoc", SCHEMA_VIOLATION)));
    }

    private static ElementSpec sip() {
        return ElementSpec.text(
                        "Sip",
                        withTargetAttributes(
                                MarkupError.SIP_METHOD,
                                supported("username", MarkupError.SIP_CREDENTIALS),
                                supported("password", MarkupError.SIP_CREDENTIALS)))
                .holding(Set.of("Uri", "Headers"), Set.of(), SCHEMA_VIOLATION);
    }

    /** What Number and Sip have in common, after what only one of them has. */
    private static AttributeSpec[] withTargetAttributes(MarkupError method, AttributeSpec... own) {
        return Stream.concat(
                        Stream.of(own),
                        Stream.of(
                                accepted("url", SCHEMA_VIOLATION),
                                dormant("method", method),
                                supported("statusCallback", SCHEMA_VIOLATION),
                                supported("statusCallbackMethod", SCHEMA_VIOLATION),
                                supported("statusCallbackEvent", SCHEMA_VIOLATION),
                                accepted("machineDetection", SCHEMA_VIOLATION),
                                dormant("machineDetectionTimeout", SCHEMA_VIOLATION),
                                dormant("machineDetectionSpeechThreshold", SCHEMA_VIOLATION),
                                dormant("machineDetectionSpeechEndThreshold", SCHEMA_VIOLATION),
                                dormant("machineDetectionSilenceTimeout", SCHEMA_VIOLATION),
                                dormant("amdStatusCallback", SCHEMA_VIOLATION),
                                dormant("amdStatusCallbackMethod", SCHEMA_VIOLATION)))
                .toArray(AttributeSpec[]::new);
    }

    private static Map<String, ElementSpec> byName(List<ElementSpec> elements) {
        var map = new LinkedHashMap<String, ElementSpec>();
        for (ElementSpec element : elements) {
            map.put(element.name(), element);
        }
        return Collections.unmodifiableMap(map);
    }
}
