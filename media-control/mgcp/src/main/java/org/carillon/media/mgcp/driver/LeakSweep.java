// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpSyntaxException;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.settings.PeerProfile.Feature;

/**
 * Compares a server's endpoints with those this node knows. An endpoint that nobody knows is a leak and is deleted; one that the
 * server does not know is reported lost. Only for our own servers, and only when this node is their only call agent.
 */
final class LeakSweep {
    private static final Logger LOG = System.getLogger(LeakSweep.class.getName());
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    /** Younger endpoints may belong to commands whose answers are on their way. */
    private static final Duration MIN_AGE = Duration.ofSeconds(20);

    private static final int MAX_PAGES = 500;
    private static final Pattern NUMBER = Pattern.compile("[a-z]+/([0-9]{1,18})-.*");

    private record Listed(EndpointName endpoint, long ageSeconds) {}

    private final MediaPool pool;
    private final PeerCaller caller;
    private final EndpointRegistry registry;
    private final EventDelivery delivery;
    private final Cleaner cleaner;

    LeakSweep(MediaPool pool, PeerCaller caller, EndpointRegistry registry, EventDelivery delivery, Cleaner cleaner) {
        this.pool = pool;
        this.caller = caller;
        this.registry = registry;
        this.delivery = delivery;
        this.cleaner = cleaner;
    }

    void sweep() {
        for (MediaPeer peer : pool.peers()) {
            if (peer.profile().has(Feature.EXTENSIONS) && pool.isAlive(peer)) {
                sweep(peer, "leg/");
                sweep(peer, "cnf/");
            }
        }
    }

    private void sweep(MediaPeer peer, String kind) {
        List<EndpointRegistry.Known> known = registry.of(peer.name()).stream()
                .filter(k -> k.handle().endpoint().startsWith(kind))
                .filter(k -> System.nanoTime() - k.since() > MIN_AGE.toNanos())
                .toList();
        list(peer, kind, 0, new ArrayList<>(), MAX_PAGES).whenComplete((all, failure) -> {
            if (failure == null) {
                compare(peer, known, all);
            }
        });
    }

    private CompletionStage<List<Listed>> list(
            MediaPeer peer, String kind, long after, List<Listed> found, int pagesLeft) {
        MgcpCommand command =
                PeerCaller.command(MgcpVerb.AUEP, peer.endpoint(kind + "*")).with("X+AF", after);
        return caller.call(peer, command, Deadline.in(ATTEMPT)).thenCompose(response -> {
            List<Listed> page = page(response);
            found.addAll(page);
            if (page.isEmpty()) {
                return CompletableFuture.completedFuture(found);
            }
            if (pagesLeft == 0) {
                // What is missing in half a list is not lost.
                return CompletableFuture.failedFuture(new IllegalStateException("the list has no end"));
            }
            long last = page.stream().mapToLong(l -> number(l.endpoint())).max().orElse(after);
            return last <= after
                    ? CompletableFuture.completedFuture(found)
                    : list(peer, kind, last, found, pagesLeft - 1);
        });
    }

    private void compare(MediaPeer peer, List<EndpointRegistry.Known> known, List<Listed> listed) {
        Set<EndpointRegistry.Key> there = new HashSet<>();
        int leaks = 0;
        for (Listed item : listed) {
            var key = EndpointRegistry.Key.of(peer.name(), item.endpoint().toString());
            there.add(key);
            if (item.ageSeconds() > MIN_AGE.toSeconds() && registry.find(key).isEmpty()) {
                cleaner.condemn(peer, item.endpoint(), "");
                leaks++;
            }
        }
        if (leaks > 0) {
            LOG.log(Level.INFO, "CARMGCP0016: deleting {0} endpoints of {1} that no call uses", leaks, peer.name());
        }
        known.stream()
                .filter(k -> !there.contains(EndpointRegistry.Key.of(k.handle())))
                .forEach(k -> delivery.lost(k, "audit"));
    }

    private static List<Listed> page(MgcpResponse response) {
        if (!response.isSuccess()) {
            throw new MgcpSyntaxException(response.code(), "the list of endpoints was refused");
        }
        var page = new ArrayList<Listed>();
        for (String line : response.parameters().all("X+EP")) {
            String[] words = line.split("[ \t]+", -1);
            if (words.length >= 3 && words[2].matches("[0-9]{1,9}")) {
                page.add(new Listed(EndpointName.parse(words[0]), Long.parseLong(words[2])));
            }
        }
        return page;
    }

    private static long number(EndpointName endpoint) {
        Matcher matcher = NUMBER.matcher(endpoint.local());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
