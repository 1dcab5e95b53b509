// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import gov.nist.javax.sip.stack.HopImpl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sip.address.Hop;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/** One look-up: the steps of RFC 3263 section 4, within one deadline. */
final class Rfc3263 {
    /** NAPTR services of the transports over which we can open a way, RFC 3263 section 4.1. */
    private static final Map<String, String> SERVICES = Map.of("SIP+D2U", "udp", "SIP+D2T", "tcp", "SIPS+D2T", "tls");

    private static final int MOST_RECORDS = 16;

    private final Dns dns;
    private final HostsFile hosts;
    private final Set<String> transports;
    private final boolean ipv6;
    private final long deadline;
    private long ttl = Long.MAX_VALUE;

    /**
     * @param transports those that we have a connector for, in small letters
     * @param ipv6 whether we can reach IPv6 addresses
     * @param deadline when to give up, as {@link System#nanoTime}
     */
    Rfc3263(Dns dns, HostsFile hosts, Set<String> transports, boolean ipv6, long deadline) {
        this.dns = dns;
        this.hosts = hosts;
        this.transports = transports;
        this.ipv6 = ipv6;
        this.deadline = deadline;
    }

    /** {@return how long what was found holds, in seconds} */
    long ttlSeconds() {
        return ttl == Long.MAX_VALUE ? 0 : ttl;
    }

    /**
     * {@return where the target is; nobody when the names are not there}
     *
     * @throws IOException when the DNS does not answer
     */
    Located locate(Target target) throws IOException {
        if (target.port() <= 0 && !hosts.addresses(target.host()).isEmpty()) {
            // The machine's own word stands above that of the DNS.
            return plain(target, target.usualTransport(), Target.usualPort(target.usualTransport()));
        }
        if (target.port() > 0) {
            return plain(target, target.usualTransport(), target.port());
        }
        if (target.transport() != null) {
            var transport = target.usualTransport();
            return service(target, transport, "_sip" + (transport.equals("tls") ? "s._tcp." : "._" + transport + '.'));
        }
        var selected = byNaptr(target);
        if (!selected.isEmpty()) {
            return new Located(selected);
        }
        for (var transport : target.secure() ? List.of("tls") : List.of("udp", "tcp")) {
            var prefix = transport.equals("tls") ? "_sips._tcp." : "_sip._" + transport + '.';
            var found = transports.contains(transport) ? ask(prefix + target.host(), Type.SRV) : List.<Record>of();
            if (!found.isEmpty()) {
                return new Located(servers(found, transport));
            }
        }
        return plain(target, target.usualTransport(), Target.usualPort(target.usualTransport()));
    }

    private Located service(Target target, String transport, String prefix) throws IOException {
        var found = ask(prefix + target.host(), Type.SRV);
        return found.isEmpty()
                ? plain(target, transport, Target.usualPort(transport))
                : new Located(servers(found, transport));
    }

    private List<List<Located.Server>> byNaptr(Target target) throws IOException {
        var records = ask(target.host(), Type.NAPTR).stream()
                .map(NAPTRRecord.class::cast)
                .filter(record -> record.getFlags().equalsIgnoreCase("s"))
                .filter(record -> isOurs(record, target.secure()))
                .sorted(Comparator.comparingInt(NAPTRRecord::getOrder).thenComparingInt(NAPTRRecord::getPreference))
                .toList();
        List<List<Located.Server>> all = new ArrayList<>();
        for (var record : records) {
            var found = ask(record.getReplacement().toString(true), Type.SRV);
            all.addAll(servers(found, transport(record)));
        }
        return all;
    }

    private boolean isOurs(NAPTRRecord record, boolean secure) {
        var transport = SERVICES.get(service(record));
        return transport != null && transports.contains(transport) && (!secure || transport.equals("tls"));
    }

    private static String transport(NAPTRRecord record) {
        return SERVICES.getOrDefault(service(record), "udp");
    }

    private static String service(NAPTRRecord record) {
        return record.getService().toUpperCase(Locale.ROOT);
    }

    /** By priority; a lone "." says that the service is not there (RFC 2782, "Target"). */
    private List<List<Located.Server>> servers(List<Record> records, String transport) throws IOException {
        Map<Integer, List<Located.Server>> byPriority = new TreeMap<>();
        for (var record : records) {
            var server = (SRVRecord) record;
            var name = server.getTarget().toString(true);
            if (name.isEmpty()) {
                continue;
            }
            var addresses = addresses(name, server.getPort(), transport);
            if (!addresses.isEmpty()) {
                byPriority
                        .computeIfAbsent(server.getPriority(), none -> new ArrayList<>())
                        .add(new Located.Server(server.getWeight(), addresses));
            }
        }
        return List.copyOf(byPriority.values());
    }

    private Located plain(Target target, String transport, int port) throws IOException {
        return Located.at(addresses(target.host(), port, transport));
    }

    private List<Hop> addresses(String name, int port, String transport) throws IOException {
        List<Hop> hops = new ArrayList<>();
        for (var known : hosts.addresses(name)) {
            hops.add(hop(known, port, transport));
        }
        if (!hops.isEmpty()) {
            return hops;
        }
        for (var record : ask(name, Type.A)) {
            hops.add(hop(((ARecord) record).getAddress().getHostAddress(), port, transport));
        }
        if (ipv6) {
            for (var record : ask(name, Type.AAAA)) {
                hops.add(hop('[' + ((AAAARecord) record).getAddress().getHostAddress() + ']', port, transport));
            }
        }
        return hops;
    }

    /** The stack compares transports in capitals here and there. */
    private static Hop hop(String host, int port, String transport) {
        return new HopImpl(host, port, transport.toUpperCase(Locale.ROOT));
    }

    private List<Record> ask(String name, int type) throws IOException {
        var answer = dns.ask(name, type, deadline);
        ttl = Math.min(ttl, answer.ttlSeconds());
        return answer.records().stream().limit(MOST_RECORDS).toList();
    }
}
