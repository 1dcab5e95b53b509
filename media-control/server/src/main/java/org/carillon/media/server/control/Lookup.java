// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.util.Locale;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.Parameters;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.server.endpoint.Endpoint;
import org.carillon.media.server.endpoint.Endpoints;
import org.carillon.media.server.endpoint.Leg;
import org.carillon.media.server.endpoint.Mixer;

/** Finds what a command means. */
final class Lookup {
    /** The one connection of a leg to the network. */
    static final String RTP_CONNECTION = "1";

    private final Endpoints endpoints;

    Lookup(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    Endpoint endpoint(EndpointName name) {
        return endpoints
                .find(name.local().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> Fault.of(ReturnCode.UNKNOWN_ENDPOINT, "no endpoint " + name.local()));
    }

    Leg leg(EndpointName name) {
        if (endpoint(name) instanceof Leg leg) {
            return leg;
        }
        throw Fault.of(ReturnCode.UNKNOWN_ENDPOINT, name.local() + " is no leg");
    }

    /** @throws org.carillon.media.mgcp.codec.MgcpSyntaxException 516 when the command names another call */
    static void sameCall(Parameters parameters, Endpoint endpoint) {
        parameters
                .callId()
                .filter(call -> !call.equals(endpoint.state().callId()))
                .ifPresent(call -> {
                    throw Fault.of(ReturnCode.UNKNOWN_CALL, "the endpoint belongs to another call");
                });
    }

    static void hasConnection(Mixer mixer, String id) {
        if (!mixer.has(id)) {
            throw Fault.of(ReturnCode.UNKNOWN_CONNECTION, "no connection " + id);
        }
    }
}
