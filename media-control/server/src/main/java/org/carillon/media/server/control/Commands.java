// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.server.endpoint.Endpoint;
import org.carillon.media.server.endpoint.Endpoints;
import org.carillon.media.server.endpoint.Leg;
import org.carillon.media.server.endpoint.Mixer;
import org.carillon.media.server.endpoint.Owner;
import org.carillon.media.server.prompt.PromptLoader;

/** Carries MGCP commands out, on the media loop's thread. */
public final class Commands {
    /**
     * What the commands need.
     *
     * @param host our name in endpoint names
     * @param rtpAddress the address to name in session descriptions
     * @param defaults who is notified when a command names nobody
     * @param recordings folder of recordings
     * @param disk workers that write recordings
     * @param health the value of {@code X+ST:} without the counts of endpoints
     */
    public record Surroundings(
            String host,
            String rtpAddress,
            List<Owner.Notified> defaults,
            PromptLoader prompts,
            Path recordings,
            Executor disk,
            Supplier<String> health) {
        public Surroundings {
            defaults = List.copyOf(defaults);
        }
    }

    private static final Set<String> KNOWN_EXTENSIONS =
            Set.of(Owners.FURTHER_ENTITIES, MixerConnections.COACHED, "X+ES", "X+AF");

    private final Endpoints endpoints;
    private final Lookup lookup;
    private final Owners owners;
    private final LegConnections legs;
    private final MixerConnections mixers;
    private final Deletions deletions;
    private final Requests requests;
    private final Audits audits;

    /** @param loop the media loop, for what comes back from workers */
    public Commands(Endpoints endpoints, Surroundings surroundings, Executor loop) {
        this.endpoints = endpoints;
        this.lookup = new Lookup(endpoints);
        this.owners = new Owners(surroundings.defaults());
        this.legs = new LegConnections(endpoints, owners, surroundings.host(), surroundings.rtpAddress());
        this.mixers = new MixerConnections(endpoints, lookup, owners, surroundings.host());
        this.deletions = new Deletions(endpoints, lookup);
        SignalStarter starter =
                new SignalStarter(surroundings.prompts(), surroundings.recordings(), surroundings.disk(), loop);
        this.requests = new Requests(lookup, owners, starter);
        this.audits = new Audits(endpoints, lookup, surroundings.health());
    }

    /**
     * The answer to a command.
     *
     * @throws org.carillon.media.mgcp.codec.MgcpSyntaxException with the code of an error answer
     */
    public MgcpResponse carryOut(InetSocketAddress from, MgcpCommand command) {
        endpoints.seen(from);
        checkExtensions(command);
        MgcpResponse answer = switch (command.verb()) {
            case CRCX -> create(from, command);
            case MDCX -> modify(from, command);
            case DLCX -> deletions.delete(command);
            case RQNT -> requests.request(from, command);
            case AUEP -> audits.audit(command);
            case EPCF, NTFY, AUCX, RSIP ->
                throw Fault.of(ReturnCode.UNKNOWN_COMMAND, command.verb() + " is not supported");
        };
        if (command.verb() != MgcpVerb.AUEP) {
            touch(from, command.endpoint());
        }
        return answer;
    }

    private static void checkExtensions(MgcpCommand command) {
        for (Parameter parameter : command.parameters().lines()) {
            if (parameter.code().startsWith("X+") && !KNOWN_EXTENSIONS.contains(parameter.code())) {
                throw Fault.of(ReturnCode.UNKNOWN_EXTENSION, parameter.code() + " is not known");
            }
        }
    }

    /** Whoever commands an endpoint owns it; whoever only asks does not. */
    private void touch(InetSocketAddress from, EndpointName name) {
        endpoints.find(name.local()).ifPresent(endpoint -> endpoint.state().touchedBy(from));
    }

    private MgcpResponse create(InetSocketAddress from, MgcpCommand command) {
        String local = command.endpoint().local();
        if (local.equals("leg/$")) {
            return legs.create(from, command);
        }
        if (local.startsWith("cnf/")) {
            return mixers.create(from, command);
        }
        throw Fault.of(ReturnCode.UNKNOWN_ENDPOINT, "connections are made on leg/$, cnf/$ and cnf/<id>");
    }

    private MgcpResponse modify(InetSocketAddress from, MgcpCommand command) {
        Endpoint endpoint = lookup.endpoint(command.endpoint());
        Lookup.sameCall(command.parameters(), endpoint);
        Owner owner = Owners.named(command.parameters()) ? owners.of(from, command.parameters()) : null;
        MgcpResponse answer =
                endpoint instanceof Leg leg ? legs.modify(command, leg) : mixers.modify(command, (Mixer) endpoint);
        if (owner != null) {
            endpoint.state().redirect(owner);
        }
        return answer;
    }
}
