// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carillon.engine.markup.noun.MachineDetection;
import org.carillon.engine.markup.noun.Noun;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.noun.SipNoun;
import org.carillon.engine.markup.noun.TargetSettings;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.value.Parameter;
import org.carillon.engine.markup.value.StatusCallback;

/** Reads the nouns of a Dial. Gives nothing for a target that cannot be called. */
final class TargetReader {

    private static final int MOST_ADDRESSES = 10;
    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_HEADER = 1024;
    private static final int LONGEST_CREDENTIAL = 255;
    private static final int HIGHEST_RANK = 65_535;

    /** Digits and what people write between them; letters as on old dials. */
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9A-Za-z*#()./ -]{1,64}");

    private static final Pattern SIP_URI = Pattern.compile("(?i:sips?):[^\\s\\p{Cntrl}<>\"]{1,1000}");

    /** A token of RFC 3261, section 25.1. */
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!%*_+`'~.-]{1,100}");

    /** As in a SIP URI (UriHeaders): who calls, and where it comes from, is the platform's to say. */
    private static final Pattern TENANTS_HEADER = Pattern.compile("(?i)x-.+|user-to-user");

    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\p{Cntrl}]");

    private static final Map<String, Optional<MachineDetection.Mode>> DETECTION = Map.of(
            "Enable", Optional.of(MachineDetection.Mode.ENABLE),
            "DetectMessageEnd", Optional.of(MachineDetection.Mode.DETECT_MESSAGE_END));

    private TargetReader() {}

    static Optional<Noun> read(ElementReader element) {
        return element.name().equals("Sip") ? sip(element) : number(element);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static Optional<Noun> number(ElementReader element) {
        AttributeReader attributes = element.attributes();
        String number = element.text();
        if (!isNumber(number)) {
            element.warn(MarkupError.DIAL_NOBODY, "the text of <Number> is no telephone number");
            return Optional.empty();
        }
        return Optional.of(
                new NumberNoun(number, settings(attributes), attributes.tones("sendDigits"), attributes.text("byoc")));
    }

    private static Optional<Noun> sip(ElementReader element) {
        Optional<SipNoun.Credentials> credentials = credentials(element);
        var addresses = new ArrayList<SipNoun.Address>();
        var headers = new ArrayList<Parameter>();
        for (ElementReader child : element.children()) {
            if (child.name().equals("Uri")) {
                address(child, credentials(child)).ifPresent(addresses::add);
                continue;
            }
            for (ElementReader header : child.children()) {
                header(header).ifPresent(headers::add);
            }
        }
        if (addresses.isEmpty()) {
            address(element, Optional.empty()).ifPresent(addresses::add);
        }
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SipNoun(
                best(addresses, element), credentials, first(headers, element), settings(element.attributes())));
    }

    private static Optional<SipNoun.Address> address(ElementReader element, Optional<SipNoun.Credentials> credentials) {
        String uri = element.text();
        if (!SIP_URI.matcher(uri).matches()) {
            element.warn(MarkupError.SIP_URI, "the text of <" + element.name() + "> is no SIP URI");
            return Optional.empty();
        }
        AttributeReader attributes = element.attributes();
        return Optional.of(new SipNoun.Address(
                uri,
                attributes.number("priority", 0, HIGHEST_RANK).orElse(0),
                attributes.number("weight", 0, HIGHEST_RANK).orElse(0),
                credentials));
    }

    private static List<SipNoun.Address> best(List<SipNoun.Address> addresses, ElementReader element) {
        if (addresses.size() > MOST_ADDRESSES) {
            element.warn(MarkupError.TOO_MANY_TARGETS, "<Sip> has " + addresses.size() + " addresses");
        }
        if (addresses.size() > 1) {
            element.warn(MarkupError.NOT_ACTED_UPON, "only the first address by priority and weight is called");
        }
        return addresses.stream()
                .limit(MOST_ADDRESSES)
                .sorted(Comparator.comparingInt(SipNoun.Address::priority)
                        .thenComparing(
                                Comparator.comparingInt(SipNoun.Address::weight).reversed()))
                .toList();
    }

    private static Optional<SipNoun.Credentials> credentials(ElementReader element) {
        Optional<String> username = element.attributes().text("username");
        Optional<String> password = element.attributes().text("password");
        if (username.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        if (isMissingOrLong(username) || isMissingOrLong(password)) {
            element.warn(MarkupError.SIP_CREDENTIALS, "username and password are used without each other or too long");
            return Optional.empty();
        }
        return Optional.of(new SipNoun.Credentials(username.orElse(""), password.orElse("")));
    }

    private static boolean isMissingOrLong(Optional<String> credential) {
        return credential.filter(text -> text.length() <= LONGEST_CREDENTIAL).isEmpty();
    }

    private static Optional<Parameter> header(ElementReader element) {
        String name = element.attributes().text("name").orElse("");
        String value = element.attributes().text("value").orElse("");
        if (!HEADER_NAME.matcher(name).matches()) {
            element.warn(MarkupError.SIP_HEADER_NAME, "a header's name is missing or is no token");
            return Optional.empty();
        }
        if (!TENANTS_HEADER.matcher(name).matches()) {
            element.warn(
                    MarkupError.SIP_HEADER_NAME,
                    "the header " + name + " is left out: a document sets X-... and User-to-User only");
            return Optional.empty();
        }
        if (name.length() + value.length() > LONGEST_HEADER
                || LINE_BREAK.matcher(value).find()) {
            element.warn(MarkupError.SIP_HEADER_TOO_LONG, "the header " + name + " is too long or has a line break");
            return Optional.empty();
        }
        return Optional.of(new Parameter(name, value));
    }

    private static List<Parameter> first(List<Parameter> headers, ElementReader element) {
        if (headers.size() <= MOST_HEADERS) {
            return headers;
        }
        element.warn(MarkupError.TOO_MANY_HEADERS, "<Sip> has " + headers.size() + " headers");
        return headers.subList(0, MOST_HEADERS);
    }

    private static TargetSettings settings(AttributeReader attributes) {
        return new TargetSettings(
                attributes.url("url"),
                attributes.method("method"),
                new StatusCallback(
                        attributes.url("statusCallback"),
                        attributes.method("statusCallbackMethod"),
                        attributes.choices(
                                "statusCallbackEvent", StatusCallback.Event.class, StatusCallback.Event.COMPLETED)),
                machineDetection(attributes));
    }

    /** The other attributes are read even without detection, so that their mistakes are told. */
    private static Optional<MachineDetection> machineDetection(AttributeReader attributes) {
        Optional<MachineDetection.Mode> mode =
                attributes.choice("machineDetection", DETECTION, Optional.empty(), false);
        var timeout = attributes.seconds("machineDetectionTimeout", 30, 3, 60);
        var speech = attributes.milliseconds("machineDetectionSpeechThreshold", 2400, 1000, 6000);
        var speechEnd = attributes.milliseconds("machineDetectionSpeechEndThreshold", 1200, 500, 5000);
        var silence = attributes.milliseconds("machineDetectionSilenceTimeout", 5000, 2000, 10_000);
        Optional<String> callback = attributes.url("amdStatusCallback");
        var method = attributes.method("amdStatusCallbackMethod");
        return mode.map(found -> new MachineDetection(found, timeout, speech, speechEnd, silence, callback, method));
    }
}
