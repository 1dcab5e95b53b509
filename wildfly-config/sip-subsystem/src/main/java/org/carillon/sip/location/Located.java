// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import javax.sip.address.Hop;

/**
 * The servers of a target, kept in the order in which RFC 3263 wants them tried.
 *
 * @param groups each group after the one before it; within a group RFC 2782 draws by weight, anew for each request
 */
record Located(List<List<Server>> groups) {
    /** No server at all. */
    static final Located NOBODY = new Located(List.of());

    /** A request is not sent on to more than these, or a caller would wait for ever. */
    private static final int MOST_HOPS = 8;

    /**
     * One server.
     *
     * @param weight its weight among those of its priority
     * @param addresses where it can be reached, the first one first
     */
    record Server(int weight, List<Hop> addresses) {}

    /** {@return one group of one server} */
    static Located at(List<Hop> addresses) {
        return addresses.isEmpty() ? NOBODY : new Located(List.of(List.of(new Server(0, addresses))));
    }

    /** {@return the addresses to try one after another} The caller may take them away. */
    Queue<Hop> draw(RandomGenerator random) {
        Queue<Hop> hops = new ArrayDeque<>();
        for (var group : groups) {
            for (var server : drawn(group, random)) {
                for (var address : server.addresses()) {
                    if (hops.size() < MOST_HOPS) {
                        hops.add(address);
                    }
                }
            }
        }
        return hops;
    }

    /** RFC 2782, "Weight": those without weight stand first and are drawn only now and then. */
    private static List<Server> drawn(List<Server> group, RandomGenerator random) {
        if (group.size() == 1) {
            return group;
        }
        List<Server> left = new ArrayList<>(group);
        left.sort(Comparator.comparingInt(Server::weight));
        List<Server> order = new ArrayList<>();
        while (!left.isEmpty()) {
            var sum = left.stream().mapToInt(Server::weight).sum();
            var drawn = random.nextInt(sum + 1);
            var at = 0;
            for (var running = left.get(0).weight();
                    running < drawn;
                    running += left.get(at).weight()) {
                at++;
            }
            order.add(left.remove(at));
        }
        return order;
    }
}
