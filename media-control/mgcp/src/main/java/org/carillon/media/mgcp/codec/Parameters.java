// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameter lines of a message in their order, with readers for the ones whose value has a structure. A reader throws
 * {@link MgcpSyntaxException} when the value is malformed, and gives nothing when the line is absent.
 *
 * @param lines at most {@link #MAX_LINES}
 */
public record Parameters(List<Parameter> lines) {
    public static final int MAX_LINES = 128;
    public static final Parameters NONE = new Parameters(List.of());

    public Parameters {
        lines = List.copyOf(lines);
        if (lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("more than " + MAX_LINES + " parameter lines");
        }
    }

    /** The same lines and one more at the end. */
    public Parameters with(String code, String value) {
        var more = new ArrayList<>(lines);
        more.add(new Parameter(code, value));
        return new Parameters(more);
    }

    /** The first line of this code; its value may be empty. */
    public Optional<String> first(String code) {
        String wanted = code.toUpperCase(Locale.ROOT);
        return lines.stream()
                .filter(p -> p.code().equals(wanted))
                .map(Parameter::value)
                .findFirst();
    }

    /** The values of all lines of this code. */
    public List<String> all(String code) {
        String wanted = code.toUpperCase(Locale.ROOT);
        return lines.stream()
                .filter(p -> p.code().equals(wanted))
                .map(Parameter::value)
                .toList();
    }

    /** The line's value read by {@code reader}; an empty value counts as absent. */
    public <T> Optional<T> read(String code, Function<String, T> reader) {
        return first(code).filter(v -> !v.isEmpty()).map(reader);
    }

    public Optional<String> callId() {
        return read(Parameter.CALL_ID, Function.identity());
    }

    public Optional<String> connectionId() {
        return read(Parameter.CONNECTION_ID, Function.identity());
    }

    /** All connections of an audit's answer: one line with commas, or several lines. */
    public List<String> connectionIds() {
        return all(Parameter.CONNECTION_ID).stream()
                .flatMap(v -> Arrays.stream(v.split(",", -1)))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    public Optional<String> requestId() {
        return read(Parameter.REQUEST_ID, Function.identity());
    }

    public Optional<ConnectionMode> mode() {
        return read(Parameter.MODE, ConnectionMode::parse);
    }

    public Optional<NotifiedEntity> notifiedEntity() {
        return read(Parameter.NOTIFIED_ENTITY, NotifiedEntity::parse);
    }

    /** The endpoint that the gateway chose for a wildcard. */
    public Optional<EndpointName> specificEndpoint() {
        return read(Parameter.SPECIFIC_ENDPOINT, EndpointName::parse);
    }

    /** All endpoints of an audit's answer. */
    public List<EndpointName> specificEndpoints() {
        return all(Parameter.SPECIFIC_ENDPOINT).stream()
                .flatMap(v -> Arrays.stream(v.split(",", -1)))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .map(EndpointName::parse)
                .toList();
    }

    /** The second endpoint of a command that makes two connections. */
    public Optional<EndpointName> secondEndpoint() {
        return read(Parameter.SECOND_ENDPOINT, EndpointName::parse);
    }

    public Optional<LocalOptions> localOptions() {
        return read(Parameter.LOCAL_OPTIONS, LocalOptions::parse);
    }

    /** The events to watch for; empty when the line is absent or empty (which cancels, see {@link #first}). */
    public List<RequestedEvent> requestedEvents() {
        return read(Parameter.REQUESTED_EVENTS, RequestedEvent::parseList).orElse(List.of());
    }

    /** The signals to apply; empty when the line is absent or empty (which stops those that run). */
    public List<Signal> signals() {
        return read(Parameter.SIGNALS, Signal::parseList).orElse(List.of());
    }

    /** The events that a notification tells. They have the same shape as signals. */
    public List<Signal> observedEvents() {
        return read(Parameter.OBSERVED_EVENTS, Signal::parseList).orElse(List.of());
    }

    public List<AckRange> responseAcks() {
        return read(Parameter.RESPONSE_ACK, AckRange::parseList).orElse(List.of());
    }
}
