// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.net.InetSocketAddress;
import java.util.List;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.Parameters;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.server.endpoint.Endpoint;
import org.carillon.media.server.endpoint.Endpoints;
import org.carillon.media.server.endpoint.Leg;
import org.carillon.media.server.endpoint.Mixer;
import org.jspecify.annotations.Nullable;

/** CRCX and MDCX of a leg's connection to a mixer. */
final class MixerConnections {
    static final String COACHED = "X+CO";

    private final Endpoints endpoints;
    private final Lookup lookup;
    private final Owners owners;
    private final String host;

    MixerConnections(Endpoints endpoints, Lookup lookup, Owners owners, String host) {
        this.endpoints = endpoints;
        this.lookup = lookup;
        this.owners = owners;
        this.host = host;
    }

    MgcpResponse create(InetSocketAddress from, MgcpCommand command) {
        Parameters parameters = command.parameters();
        String callId = LegConnections.callId(parameters);
        ConnectionMode mode = LegConnections.mode(parameters, ConnectionMode.SENDRECV);
        EndpointName second = parameters
                .secondEndpoint()
                .orElseThrow(() -> Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, "Z2: names the leg to join"));
        Leg leg = lookup.leg(second);
        String coached = parameters.first(COACHED).orElse(null);
        Mixer mixer = mixer(from, command, callId, coached);
        List<String> ids = mixer.join(leg, mode, coached);
        endpoints.deleteEmptyMixers();
        return MgcpResponse.of(ReturnCode.OK, command.transaction(), "OK")
                .with("I", ids.get(0))
                .with("Z", new EndpointName(mixer.state().name(), host))
                .with("I2", ids.get(1))
                .with("Z2", new EndpointName(leg.state().name(), host));
    }

    private Mixer mixer(InetSocketAddress from, MgcpCommand command, String callId, @Nullable String coached) {
        if (command.endpoint().isAnyOf()) {
            if (coached != null) {
                throw Fault.of(ReturnCode.UNKNOWN_CONNECTION, "a new mixer has nobody to coach");
            }
            try {
                return endpoints.createMixer(callId, owners.of(from, command.parameters()));
            } catch (Endpoints.FullException e) {
                throw Fault.of(ReturnCode.NO_RESOURCES, String.valueOf(e.getMessage()));
            }
        }
        Endpoint endpoint = lookup.endpoint(command.endpoint());
        if (!(endpoint instanceof Mixer mixer)) {
            throw Fault.of(ReturnCode.UNKNOWN_ENDPOINT, "a leg has one connection only");
        }
        if (coached != null) {
            Lookup.hasConnection(mixer, coached);
        }
        return mixer;
    }

    MgcpResponse modify(MgcpCommand command, Mixer mixer) {
        Parameters parameters = command.parameters();
        String id = parameters
                .connectionId()
                .orElseThrow(() -> Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, "I: names the connection"));
        Lookup.hasConnection(mixer, id);
        String coached = parameters.first(COACHED).orElse(null);
        if (coached != null && !coached.isEmpty()) {
            Lookup.hasConnection(mixer, coached);
        }
        ConnectionMode mode = LegConnections.mode(parameters, mixer.modeOf(id).orElse(ConnectionMode.SENDRECV));
        mixer.change(id, mode, coached);
        return MgcpResponse.of(ReturnCode.OK, command.transaction(), "OK");
    }
}
