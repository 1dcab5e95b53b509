// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.codec.Parameters;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.mgcp.codec.Signal;
import org.carillon.media.server.endpoint.Endpoint;
import org.carillon.media.server.endpoint.EndpointState;
import org.carillon.media.server.endpoint.Owner;
import org.carillon.media.server.signal.EndReason;

/** RQNT. */
final class Requests {
    private static final String REQUEST_ID = "[0-9A-Za-z.-]{1,80}";

    private final Lookup lookup;
    private final Owners owners;
    private final SignalStarter starter;

    Requests(Lookup lookup, Owners owners, SignalStarter starter) {
        this.lookup = lookup;
        this.owners = owners;
        this.starter = starter;
    }

    MgcpResponse request(InetSocketAddress from, MgcpCommand command) {
        Endpoint endpoint = lookup.endpoint(command.endpoint());
        Parameters parameters = command.parameters();
        String id = parameters
                .requestId()
                .filter(text -> text.matches(REQUEST_ID))
                .orElseThrow(() -> Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, "X: is 1-80 of 0-9 A-Z a-z . -"));
        Optional<String> keys = parameters.first(Parameter.REQUESTED_EVENTS).map(text -> ObservedKeys.of(parameters));
        List<Signal> signals = parameters.signals();
        List<Runnable> starts = new ArrayList<>();
        for (Signal signal : signals) {
            starts.add(starter.prepare(endpoint, id, signal));
        }
        boolean appends = !signals.isEmpty() && signals.stream().allMatch(SignalStarter::isAppending);
        Optional<Owner> owner = Owners.named(parameters) ? Optional.of(owners.of(from, parameters)) : Optional.empty();
        EndpointState state = endpoint.state();
        owner.ifPresent(state::redirect);
        if (appends ? state.append(id) : state.request(id)) {
            keys.ifPresent(observed -> state.observe(id, observed));
            if (parameters.first(Parameter.SIGNALS).filter(String::isEmpty).isPresent()) {
                state.signals().stop(signal -> true, EndReason.STOPPED);
            }
            starts.forEach(Runnable::run);
        }
        return MgcpResponse.of(ReturnCode.OK, command.transaction(), "OK");
    }
}
