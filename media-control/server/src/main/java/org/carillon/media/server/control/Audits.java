// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.Parameters;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.server.endpoint.Endpoint;
import org.carillon.media.server.endpoint.Endpoints;
import org.carillon.media.server.endpoint.EventLog;
import org.carillon.media.server.endpoint.Leg;
import org.carillon.media.server.endpoint.LoggedEvent;
import org.carillon.media.server.endpoint.Mixer;

/** AUEP: the server's health, the list of endpoints, one endpoint and its events. */
final class Audits {
    private static final int MOST_LISTED = 100;
    /** Keeps an answer within one datagram. */
    private static final int MOST_CHARACTERS = 12_000;

    private final Endpoints endpoints;
    private final Lookup lookup;
    private final Supplier<String> health;

    /** @param health the value of {@code X+ST:} without the counts of endpoints */
    Audits(Endpoints endpoints, Lookup lookup, Supplier<String> health) {
        this.endpoints = endpoints;
        this.lookup = lookup;
        this.health = health;
    }

    /** What the names of the meant endpoints begin with. */
    static String prefix(EndpointName wildcard) {
        return switch (wildcard.local().toLowerCase(Locale.ROOT)) {
            case "*" -> "";
            case "leg/*" -> "leg/";
            case "cnf/*" -> "cnf/";
            default -> throw Fault.of(ReturnCode.UNKNOWN_ENDPOINT, "the wildcards are *, leg/* and cnf/*");
        };
    }

    MgcpResponse audit(MgcpCommand command) {
        MgcpResponse answer = MgcpResponse.of(ReturnCode.OK, command.transaction(), "OK");
        if (command.endpoint().local().equalsIgnoreCase("root")) {
            return answer.with(
                    "X+ST", "legs=" + endpoints.legCount() + " mixers=" + endpoints.mixerCount() + " " + health.get());
        }
        if (command.endpoint().isAllOf()) {
            return list(command, answer);
        }
        return one(command, answer);
    }

    private MgcpResponse list(MgcpCommand command, MgcpResponse answer) {
        String prefix = prefix(command.endpoint());
        Parameters parameters = command.parameters();
        long after = number(parameters, "X+AF").orElse(0L);
        long most = Math.min(MOST_LISTED, number(parameters, "ZM").orElse((long) MOST_LISTED));
        List<Endpoint> fitting = endpoints.all().stream()
                .filter(endpoint -> endpoint.state().name().startsWith(prefix))
                .toList();
        MgcpResponse result = answer.with("ZN", fitting.size());
        List<Endpoint> page = fitting.stream()
                .filter(endpoint -> endpoint.state().number() > after)
                .limit(most)
                .toList();
        for (Endpoint endpoint : page) {
            result = result.with(
                    "X+EP",
                    endpoint.state().name() + " " + endpoint.state().callId() + " "
                            + endpoint.state().ageSeconds());
        }
        return result;
    }

    private MgcpResponse one(MgcpCommand command, MgcpResponse answer) {
        Optional<Long> since = number(command.parameters(), "X+ES");
        Optional<EventLog> gone =
                endpoints.eventsOfGone(command.endpoint().local().toLowerCase(Locale.ROOT));
        if (gone.isPresent() && since.isPresent()) {
            return events(answer.with("X+EN", gone.get().last()), gone.get(), since.get());
        }
        Endpoint endpoint = lookup.endpoint(command.endpoint());
        Lookup.sameCall(command.parameters(), endpoint);
        MgcpResponse result = answer.with("C", endpoint.state().callId())
                .with("I", connections(endpoint))
                .with("N", endpoint.state().owner().notified().get(0).entity())
                .with("X", endpoint.state().requestId())
                .with("X+EN", endpoint.state().log().last());
        if (endpoint instanceof Leg leg) {
            result = result.with("M", leg.mode().wire());
        }
        return since.isPresent() ? events(result, endpoint.state().log(), since.get()) : result;
    }

    private static String connections(Endpoint endpoint) {
        if (endpoint instanceof Mixer mixer) {
            return String.join(",", mixer.connections());
        }
        boolean joined = endpoint instanceof Leg leg && leg.mixer() != null;
        return joined ? Lookup.RTP_CONNECTION + "," + Mixer.LEG_CONNECTION : Lookup.RTP_CONNECTION;
    }

    /** Adds the events after a number, as many as fit. */
    static MgcpResponse events(MgcpResponse answer, EventLog log, long since) {
        MgcpResponse result = answer;
        int characters = 0;
        for (LoggedEvent event : log.since(since)) {
            String line = event.number() + " " + event.millis() + " " + event.requestId() + " " + event.event();
            characters += line.length() + "X+EV: ".length() + 2;
            if (characters > MOST_CHARACTERS) {
                return result.with("X+MO", 1);
            }
            result = result.with("X+EV", line);
        }
        return result;
    }

    private static Optional<Long> number(Parameters parameters, String code) {
        return parameters.first(code).map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, code + ": is a number");
            }
            return Long.parseLong(text);
        });
    }
}
