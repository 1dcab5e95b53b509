// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.carillon.engine.markup.noun.Noun;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.markup.verb.Dial.RecordMode;

/** Reads a Dial with its targets. */
final class DialReader {

    private static final int MOST_TARGETS = 10;
    private static final int LONGEST_RINGING = 600;
    private static final int LONGEST_CALL = 86_400;
    private static final int LONGEST_REASON = 50;

    private static final Pattern CALLER_ID = Pattern.compile("[^\\p{Cntrl}<>\"]{1,255}");

    private static final Map<String, RecordMode> RECORD_MODES = Map.ofEntries(
            entry("do-not-record", RecordMode.DO_NOT_RECORD),
            entry("false", RecordMode.DO_NOT_RECORD),
            entry("true", RecordMode.RECORD_FROM_ANSWER),
            entry("record-from-answer", RecordMode.RECORD_FROM_ANSWER),
            entry("record-from-ringing", RecordMode.RECORD_FROM_RINGING),
            entry("record-from-answer-dual", RecordMode.RECORD_FROM_ANSWER_DUAL),
            entry("record-from-ringing-dual", RecordMode.RECORD_FROM_RINGING_DUAL));

    private static final Set<String> RING_TONES = Set.of(
            "at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu", "il",
            "in", "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th", "uk", "us",
            "us-old", "tw", "ve", "za");

    private DialReader() {}

    static Dial read(ElementReader element) {
        AttributeReader attributes = element.attributes();
        return new Dial(
                targets(element),
                attributes.action(),
                attributes.method("method"),
                attributes.seconds("timeout", 30, 1, LONGEST_RINGING),
                attributes.seconds("timeLimit", PromptReader.LONGEST_SECONDS, 1, LONGEST_CALL),
                attributes.flag("hangupOnStar", false),
                attributes.flag("answerOnBridge", false),
                attributes.flag("sequential", false),
                callerId(attributes),
                attributes.text("callReason").map(DialReader::shortened),
                ringTone(attributes),
                recording(attributes),
                new Dial.Refer(attributes.url("referUrl"), attributes.method("referMethod")),
                attributes.choice("events", Map.of("call-progress-event", true), false, false),
                attributes.text("passports"));
    }

    private static List<Noun> targets(ElementReader element) {
        var targets = new ArrayList<Noun>();
        for (ElementReader child : element.children()) {
            TargetReader.read(child).ifPresent(targets::add);
        }
        String text = element.text();
        if (!text.isEmpty()) {
            addPlainNumber(text, targets, element);
        }
        if (targets.isEmpty()) {
            element.warn(MarkupError.DIAL_NOBODY, "<Dial> names nobody to call");
        }
        if (targets.size() > MOST_TARGETS) {
            element.warn(MarkupError.TOO_MANY_TARGETS, "<Dial> has " + targets.size() + " targets");
            return targets.subList(0, MOST_TARGETS);
        }
        return targets;
    }

    private static void addPlainNumber(String text, List<Noun> targets, ElementReader element) {
        if (!targets.isEmpty()) {
            element.warn(MarkupError.SCHEMA_VIOLATION, "text beside the nouns of <Dial> is left out");
            return;
        }
        if (!TargetReader.isNumber(text)) {
            element.warn(MarkupError.DIAL_NOBODY, "the text of <Dial> is no telephone number");
            return;
        }
        targets.add(NumberNoun.plain(text));
    }

    private static Optional<String> callerId(AttributeReader attributes) {
        Optional<String> callerId = attributes.text("callerId");
        if (callerId.isPresent() && !CALLER_ID.matcher(callerId.get()).matches()) {
            attributes.invalid("callerId", callerId.get());
            return Optional.empty();
        }
        return callerId;
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static Optional<String> ringTone(AttributeReader attributes) {
        Optional<String> ringTone = attributes.text("ringTone").filter(tone -> !tone.equals("automatic"));
        if (ringTone.isPresent() && !RING_TONES.contains(ringTone.get())) {
            attributes.invalid("ringTone", ringTone.get());
            return Optional.empty();
        }
        return ringTone;
    }

    private static Dial.Recording recording(AttributeReader attributes) {
        return new Dial.Recording(
                attributes.choice("record", RECORD_MODES, RecordMode.DO_NOT_RECORD, false),
                attributes.choice("recordingTrack", Dial.Track.class, Dial.Track.BOTH),
                attributes.choice("trim", Trim.class, Trim.DO_NOT_TRIM),
                RecordReader.callback(attributes),
                attributes.text("recordingConfigurationId"));
    }
}
