// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.Parameter;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;

/**
 * Deletes what commands without an answer may have left on a server, and repeats that until the server answers. Bounded: when
 * more is condemned than fits, the rest is left to the server's own leases.
 */
final class Cleaner {
    private static final Logger LOG = System.getLogger(Cleaner.class.getName());
    private static final int MAX_CONDEMNED = 10_000;
    private static final Duration GIVE_UP = Duration.ofMinutes(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private record Item(MediaPeer peer, EndpointName endpoint, String callId) {}

    private final PeerCaller caller;
    private final Map<Item, Long> condemned = new ConcurrentHashMap<>();

    Cleaner(PeerCaller caller) {
        this.caller = caller;
    }

    /**
     * Deletes an endpoint.
     *
     * @param callId empty when it is not known
     */
    void condemn(MediaPeer peer, EndpointName endpoint, String callId) {
        var item = new Item(peer, endpoint, callId);
        if (condemned.size() < MAX_CONDEMNED) {
            condemned.put(item, System.nanoTime());
        }
        delete(item);
    }

    /**
     * Deletes every leg or mixer of a call, whose name is not known because the answer that names it did not come. Only our
     * own server can; with others a late answer tells the name.
     */
    void condemnCall(MediaPeer peer, String wildcard, String callId) {
        if (peer.profile().has(Feature.EXTENSIONS)) {
            condemn(peer, peer.endpoint(wildcard.replace('$', '*')), callId);
        }
    }

    /** Deletes the endpoint of an answer that came too late or once too often. */
    void condemnAnswered(MediaPeer peer, MgcpResponse response, String callId) {
        if (response.isSuccess()) {
            response.parameters().specificEndpoint().ifPresent(endpoint -> {
                LOG.log(Level.INFO, "CARMGCP0010: deleting {0}, opened by an answer nobody waited for", endpoint);
                condemn(peer, endpoint, callId);
            });
        }
    }

    /** Tries again what has not been answered. */
    void retry() {
        long now = System.nanoTime();
        condemned.forEach((item, since) -> {
            if (now - since > GIVE_UP.toNanos()) {
                condemned.remove(item);
            } else {
                delete(item);
            }
        });
    }

    int size() {
        return condemned.size();
    }

    private void delete(Item item) {
        MgcpCommand command = PeerCaller.command(MgcpVerb.DLCX, item.endpoint());
        if (!item.callId().isEmpty()) {
            command = command.with(Parameter.CALL_ID, item.callId());
        }
        caller.call(item.peer(), command, Deadline.in(ATTEMPT)).whenComplete((response, failure) -> {
            // Any answer will do: deleted, or not there.
            if (failure == null) {
                condemned.remove(item);
            }
        });
    }
}
