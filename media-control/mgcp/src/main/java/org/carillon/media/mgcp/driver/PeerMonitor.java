// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;

/** Asks the servers how they are, notices restarts and silence. */
final class PeerMonitor {
    private static final Logger LOG = System.getLogger(PeerMonitor.class.getName());
    private static final String STATUS = "X+ST";

    private final MediaPool pool;
    private final PeerCaller caller;
    private final EndpointRegistry registry;
    private final EventDelivery delivery;
    private final NotificationHandler notifications;
    private final MgcpSettings.Health settings;

    PeerMonitor(
            MediaPool pool,
            PeerCaller caller,
            EndpointRegistry registry,
            EventDelivery delivery,
            NotificationHandler notifications,
            MgcpSettings.Health settings) {
        this.pool = pool;
        this.caller = caller;
        this.registry = registry;
        this.delivery = delivery;
        this.notifications = notifications;
        this.settings = settings;
    }

    /** Asks every server once. */
    void probe() {
        for (MediaPeer peer : pool.peers()) {
            boolean silent = !peer.hasAnswered();
            caller.call(peer, question(peer), Deadline.in(settings.probeInterval()))
                    .whenComplete((response, failure) -> {
                        if (failure == null) {
                            answered(peer, response, silent);
                        } else {
                            unanswered(peer);
                        }
                    });
        }
    }

    private static MgcpCommand question(MediaPeer peer) {
        if (peer.profile().has(Feature.EXTENSIONS)) {
            return PeerCaller.command(MgcpVerb.AUEP, peer.endpoint("root"));
        }
        if (peer.profile().has(Feature.AUDIT)) {
            return PeerCaller.command(MgcpVerb.AUEP, peer.endpoint("null"));
        }
        // A deletion of what is not there is refused, and a refusal is a sign of life too.
        String none = peer.profile().leg().replace("$", "0");
        return PeerCaller.command(MgcpVerb.DLCX, peer.endpoint(none))
                .with("C", "0")
                .with("I", "0");
    }

    private void answered(MediaPeer peer, MgcpResponse response, boolean wasSilent) {
        if (wasSilent) {
            LOG.log(Level.INFO, "CARMGCP0013: media server {0} at {1} answers", peer.name(), peer.address());
        }
        response.parameters().first(STATUS).ifPresent(status -> {
            Map<String, Long> values = numbers(status);
            long uptime = values.getOrDefault("uptime", -1L);
            peer.reported(new MediaPeer.Load(
                    values.getOrDefault("legs", 0L).intValue(),
                    values.getOrDefault("max-legs", 0L).intValue()));
            if (uptime >= 0) {
                // The server counts whole seconds: what is older than one more was there before it started.
                notifications.restarted(
                        peer, System.nanoTime() - Duration.ofSeconds(uptime + 1).toNanos());
            }
        });
    }

    private void unanswered(MediaPeer peer) {
        if (!peer.hasAnswered() || peer.silentFor().compareTo(settings.lostAfter()) < 0) {
            return;
        }
        LOG.log(
                Level.ERROR,
                "CARMGCP0015: media server {0} at {1} is silent for {2} s; its calls are given up",
                peer.name(),
                peer.address(),
                settings.lostAfter().toSeconds());
        peer.markLost();
        registry.of(peer.name()).forEach(known -> delivery.lost(known, "unreachable"));
    }

    private static Map<String, Long> numbers(String status) {
        var values = new HashMap<String, Long>();
        for (String pair : status.split("[ \t]+", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(equals + 1).matches("[0-9]{1,9}")) {
                values.put(pair.substring(0, equals), Long.parseLong(pair.substring(equals + 1)));
            }
        }
        return values;
    }
}
