// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpSyntaxException;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.carillon.media.mgcp.codec.Signal;
import org.carillon.media.mgcp.settings.PeerProfile;
import org.carillon.media.mgcp.transaction.CommandHandler;

/** Answers what media servers tell: notifications and restarts. */
final class NotificationHandler implements CommandHandler {
    private static final Logger LOG = System.getLogger(NotificationHandler.class.getName());
    private static final String EVENT_NUMBER = "X+EN";
    private static final String KEPT_EVENT = "X+EV";

    private final MediaPool pool;
    private final EndpointRegistry registry;
    private final EventDelivery delivery;

    NotificationHandler(MediaPool pool, EndpointRegistry registry, EventDelivery delivery) {
        this.pool = pool;
        this.registry = registry;
        this.delivery = delivery;
    }

    @Override
    public CompletionStage<MgcpResponse> handle(InetSocketAddress from, MgcpCommand command) {
        Optional<MediaPeer> peer = pool.at(from);
        if (peer.isEmpty()) {
            throw new MgcpSyntaxException(ReturnCode.UNKNOWN_ENDPOINT, "not a media server of this node");
        }
        peer.get().answeredNow();
        switch (command.verb()) {
            case NTFY -> notified(peer.get(), command);
            case RSIP -> restarted(peer.get(), command);
            default -> throw new MgcpSyntaxException(ReturnCode.UNKNOWN_COMMAND, "a call agent takes NTFY and RSIP");
        }
        return CompletableFuture.completedFuture(MgcpResponse.of(ReturnCode.OK, command.transaction(), "OK"));
    }

    /**
     * Hands on the events that an answer carries ({@code X+EV} lines of a deletion or an audit).
     *
     * @return number of the last event, 0 when there is none
     */
    long answered(MediaPeer peer, String endpoint, MgcpResponse response) {
        long last = 0;
        for (String line : response.parameters().all(KEPT_EVENT)) {
            try {
                EventDelivery.Told told = keptEvent(endpoint, line);
                last = Math.max(last, told.number());
                delivery.told(peer, told);
            } catch (MgcpSyntaxException e) {
                LOG.log(Level.DEBUG, () -> "kept event of " + endpoint + " not understood: " + e.getMessage());
            }
        }
        return last;
    }

    /** Reports the legs as lost that were opened before a server began its life. */
    void restarted(MediaPeer peer, long begunAt) {
        List<EndpointRegistry.Known> before = registry.of(peer.name()).stream()
                .filter(known -> begunAt - known.since() > 0)
                .toList();
        if (!before.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "CARMGCP0012: media server {0} stopped or was restarted; {1} endpoints are gone",
                    peer.name(),
                    before.size());
            before.forEach(known -> delivery.lost(known, "restart"));
        }
    }

    private void notified(MediaPeer peer, MgcpCommand command) {
        if (!delivery.isListening()) {
            throw new IllegalStateException("nobody listens to media events yet");
        }
        long number = command.parameters()
                .read(EVENT_NUMBER, NotificationHandler::number)
                .orElse(0L);
        String requestId = command.parameters().requestId().orElse("");
        List<Signal> observed = command.parameters().observedEvents();
        for (int i = 0; i < observed.size(); i++) {
            // Only the first carries the number: our server sends one event a message, others do not number.
            delivery.told(
                    peer,
                    new EventDelivery.Told(
                            command.endpoint().toString(), i == 0 ? number : 0, requestId, observed.get(i)));
        }
    }

    /**
     * A server that stops takes its legs with it. One that says it has started may say so late, when legs were opened since;
     * our own server's uptime tells at the next probe which are older.
     */
    private void restarted(MediaPeer peer, MgcpCommand command) {
        String method = command.parameters()
                .read(Parameter.RESTART_METHOD, value -> value.toLowerCase(Locale.ROOT))
                .orElse("restart");
        boolean tellsUptime = peer.profile().has(PeerProfile.Feature.EXTENSIONS);
        if (method.equals("forced") || (method.equals("restart") && !tellsUptime)) {
            restarted(peer, System.nanoTime());
        }
    }

    private static EventDelivery.Told keptEvent(String endpoint, String line) {
        String[] words = line.split("[ \t]+", 4);
        if (words.length != 4) {
            throw new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, "a kept event is number, time, request, event");
        }
        List<Signal> observed = Signal.parseList(words[3]);
        if (observed.size() != 1) {
            throw new MgcpSyntaxException(ReturnCode.PROTOCOL_ERROR, "a kept event is one event");
        }
        return new EventDelivery.Told(endpoint, number(words[0]), words[2], observed.get(0));
    }

    private static long number(String text) {
        try {
            return Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            throw new MgcpSyntaxException(ReturnCode.BAD_COMMAND_PARAMETER, "an event number is a number");
        }
    }
}
