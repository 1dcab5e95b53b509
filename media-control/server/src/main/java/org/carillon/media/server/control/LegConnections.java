// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.control;

import java.net.InetSocketAddress;
import java.util.List;
import org.carillon.media.mgcp.codec.ConnectionMode;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.LocalOptions;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.Parameters;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.mgcp.sdp.MediaDirection;
import org.carillon.media.server.endpoint.Endpoints;
import org.carillon.media.server.endpoint.Leg;
import org.carillon.media.server.rtp.Negotiated;
import org.carillon.media.server.rtp.SdpNegotiator;
import org.jspecify.annotations.Nullable;

/** CRCX and MDCX of a leg's RTP connection. */
final class LegConnections {
    private static final String CALL_ID = "[!-~]{1,64}";

    private final Endpoints endpoints;
    private final Owners owners;
    private final String host;
    private final String rtpAddress;

    /**
     * @param host our name in endpoint names
     * @param rtpAddress the address to name in session descriptions
     */
    LegConnections(Endpoints endpoints, Owners owners, String host, String rtpAddress) {
        this.endpoints = endpoints;
        this.owners = owners;
        this.host = host;
        this.rtpAddress = rtpAddress;
    }

    static String callId(Parameters parameters) {
        return parameters
                .callId()
                .filter(call -> call.matches(CALL_ID))
                .orElseThrow(() -> Fault.of(ReturnCode.BAD_COMMAND_PARAMETER, "C: is 1-64 visible characters"));
    }

    static ConnectionMode mode(Parameters parameters, ConnectionMode otherwise) {
        ConnectionMode mode = parameters.mode().orElse(otherwise);
        return switch (mode) {
            case SENDRECV, SENDONLY, RECVONLY, INACTIVE -> mode;
            default -> throw Fault.of(ReturnCode.INVALID_MODE, "mode " + mode.wire() + " is not supported");
        };
    }

    MgcpResponse create(InetSocketAddress from, MgcpCommand command) {
        Parameters parameters = command.parameters();
        String callId = callId(parameters);
        ConnectionMode mode = mode(parameters, ConnectionMode.SENDRECV);
        List<String> codecs =
                parameters.localOptions().map(LocalOptions::codecs).orElse(List.of());
        SdpNegotiator negotiator = new SdpNegotiator(rtpAddress, codecs);
        String remote = remote(command);
        Negotiated agreed = remote == null ? null : agree(negotiator, remote);
        try {
            Leg leg = endpoints.createLeg(callId, owners.of(from, parameters), negotiator, mode);
            leg.change(mode, agreed);
            return describe(MgcpResponse.of(ReturnCode.OK, command.transaction(), "OK"), leg, remote)
                    .with("I", Lookup.RTP_CONNECTION)
                    .with("Z", new EndpointName(leg.state().name(), host));
        } catch (Endpoints.FullException e) {
            throw Fault.of(ReturnCode.NO_RESOURCES, String.valueOf(e.getMessage()));
        }
    }

    MgcpResponse modify(MgcpCommand command, Leg leg) {
        Parameters parameters = command.parameters();
        parameters
                .connectionId()
                .filter(id -> !id.equals(Lookup.RTP_CONNECTION))
                .ifPresent(id -> {
                    throw Fault.of(ReturnCode.UNKNOWN_CONNECTION, "no connection " + id);
                });
        ConnectionMode mode = mode(parameters, leg.mode());
        String remote = remote(command);
        leg.change(mode, remote == null ? null : agree(leg.negotiator(), remote));
        return describe(MgcpResponse.of(ReturnCode.OK, command.transaction(), "OK"), leg, remote);
    }

    private static @Nullable String remote(MgcpCommand command) {
        return command.descriptions().stream()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static Negotiated agree(SdpNegotiator negotiator, String remote) {
        try {
            return negotiator.agree(remote);
        } catch (SdpNegotiator.RefusedException e) {
            throw refused(e);
        }
    }

    private static RuntimeException refused(SdpNegotiator.RefusedException refusal) {
        int code = refusal.refusal() == SdpNegotiator.Refusal.NO_CODEC
                ? ReturnCode.NO_COMMON_CODEC
                : ReturnCode.UNSUPPORTED_REMOTE_DESCRIPTION;
        return Fault.of(code, String.valueOf(refusal.getMessage()));
    }

    private static MgcpResponse describe(MgcpResponse response, Leg leg, @Nullable String remote) {
        SdpNegotiator.LocalSide side = new SdpNegotiator.LocalSide(
                leg.rtp().localPort(), leg.state().number(), leg.nextSdpVersion(), direction(leg.mode()));
        try {
            String sdp = remote == null
                    ? leg.negotiator().offer(side)
                    : leg.negotiator().answer(remote, leg.rtp().agreed(), side);
            return response.withDescription(sdp);
        } catch (SdpNegotiator.RefusedException e) {
            throw refused(e);
        }
    }

    private static MediaDirection direction(ConnectionMode mode) {
        return MediaDirection.valueOf(mode.name());
    }
}
