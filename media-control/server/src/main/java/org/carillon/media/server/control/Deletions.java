// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.util.List;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.server.endpoint.Endpoint;
import org.carillon.media.server.endpoint.Endpoints;
import org.carillon.media.server.endpoint.Leg;
import org.carillon.media.server.endpoint.Mixer;
import org.carillon.media.server.signal.EndReason;

/** DLCX. */
final class Deletions {
    private final Endpoints endpoints;
    private final Lookup lookup;

    Deletions(Endpoints endpoints, Lookup lookup) {
        this.endpoints = endpoints;
        this.lookup = lookup;
    }

    MgcpResponse delete(MgcpCommand command) {
        if (command.endpoint().isAllOf()) {
            return deleteAll(command);
        }
        Endpoint endpoint = lookup.endpoint(command.endpoint());
        Lookup.sameCall(command.parameters(), endpoint);
        MgcpResponse done = MgcpResponse.of(ReturnCode.CONNECTION_DELETED, command.transaction(), "OK");
        String id = command.parameters().connectionId().orElse("");
        if (endpoint instanceof Mixer mixer && !id.isEmpty()) {
            Lookup.hasConnection(mixer, id);
            mixer.leave(id);
            endpoints.deleteEmptyMixers();
            return done;
        }
        if (endpoint instanceof Leg leg) {
            return deleteLeg(leg, id, done);
        }
        endpoints.delete(endpoint, EndReason.STOPPED);
        return done;
    }

    private MgcpResponse deleteLeg(Leg leg, String id, MgcpResponse done) {
        Mixer mixer = leg.mixer();
        if (id.equals(Mixer.LEG_CONNECTION) && mixer != null) {
            mixer.leave(leg);
            endpoints.deleteEmptyMixers();
            return done;
        }
        if (!id.isEmpty() && !id.equals(Lookup.RTP_CONNECTION)) {
            throw Fault.of(ReturnCode.UNKNOWN_CONNECTION, "no connection " + id);
        }
        long before = leg.state().log().last();
        endpoints.delete(leg, EndReason.HANGUP);
        MgcpResponse answer = done.with("P", leg.rtp().statistics().report());
        return Audits.events(answer, leg.state().log(), before);
    }

    private MgcpResponse deleteAll(MgcpCommand command) {
        String prefix = Audits.prefix(command.endpoint());
        String call = command.parameters().callId().orElse("");
        for (Endpoint endpoint : List.copyOf(endpoints.all())) {
            String name = endpoint.state().name();
            boolean wanted = name.startsWith(prefix)
                    && (call.isEmpty() || call.equals(endpoint.state().callId()));
            if (wanted && endpoints.find(name).isPresent()) {
                endpoints.delete(endpoint, EndReason.HANGUP);
            }
        }
        return MgcpResponse.of(ReturnCode.CONNECTION_DELETED, command.transaction(), "OK");
    }
}
