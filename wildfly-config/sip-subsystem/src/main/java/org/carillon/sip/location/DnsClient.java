// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;

/**
 * Asks recursive servers, each in turn and again until the time is over. A server that does not answer has a third of the
 * time at most, so that a lost datagram or a dead server does not cost the whole of it.
 */
final class DnsClient implements Dns {
    private static final int MOST_ALIASES = 8;
    private static final int ATTEMPTS = 3;

    /** How long nothing is asked again of a name that is not there, when the zone does not say (RFC 2308 section 5). */
    private static final long NOTHING_SECONDS = 30;

    private final List<InetSocketAddress> servers;
    private final long attemptMillis;

    DnsClient(LocationSettings settings) {
        this.servers = settings.effectiveServers();
        this.attemptMillis = Math.max(1, settings.timeout().toMillis() / ATTEMPTS);
    }

    @Override
    public Answer ask(String name, int type, long deadline) throws IOException {
        Message query;
        try {
            query = Message.newQuery(
                    Record.newRecord(Name.concatenate(Name.fromString(name), Name.root), type, DClass.IN));
        } catch (TextParseException | org.xbill.DNS.NameTooLongException e) {
            // What can be no name has no records.
            return new Answer(List.of(), NOTHING_SECONDS);
        }
        IOException last = new SocketTimeoutException("no DNS server answers for " + name);
        for (var turn = 0; !servers.isEmpty(); turn++) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                var answer = send(servers.get(turn % servers.size()), query, (int) Math.min(left, attemptMillis));
                var code = answer.getRcode();
                if (code == Rcode.NOERROR || code == Rcode.NXDOMAIN) {
                    return read(answer, query.getQuestion().getName(), type);
                }
                last = new IOException("DNS server says " + Rcode.string(code) + " to " + name);
                if (turn + 1 >= servers.size()) {
                    break;
                }
            } catch (IOException e) {
                // One that is late is asked again; what stands in last says so.
                var late = e instanceof SocketTimeoutException;
                last = late ? last : e;
                if (!late && turn + 1 >= servers.size()) {
                    break;
                }
            }
        }
        throw last;
    }

    private static Message send(InetSocketAddress server, Message query, int millis) throws IOException {
        var resolver = new SimpleResolver(server.getAddress().getHostAddress());
        resolver.setPort(server.getPort());
        resolver.setTimeout(millis / 1_000, millis % 1_000);
        return resolver.send((Message) query.clone());
    }

    /** Follows the aliases within one answer; a recursive server puts all of them there. */
    private static Answer read(Message answer, Name asked, int type) {
        var name = asked;
        var ttl = Long.MAX_VALUE;
        var all = answer.getSectionArray(Section.ANSWER);
        for (var hop = 0; hop < MOST_ALIASES; hop++) {
            List<Record> found = new ArrayList<>();
            Name alias = null;
            for (var record : all) {
                if (!record.getName().equals(name)) {
                    continue;
                }
                if (record.getType() == type) {
                    found.add(record);
                    ttl = Math.min(ttl, record.getTTL());
                } else if (record instanceof CNAMERecord other) {
                    alias = other.getTarget();
                    ttl = Math.min(ttl, record.getTTL());
                }
            }
            if (!found.isEmpty()) {
                return new Answer(found, ttl);
            }
            if (alias == null) {
                break;
            }
            name = alias;
        }
        return new Answer(List.of(), nothing(answer));
    }

    private static long nothing(Message answer) {
        for (var record : answer.getSectionArray(Section.AUTHORITY)) {
            if (record instanceof SOARecord zone) {
                return Math.min(zone.getTTL(), zone.getMinimum());
            }
        }
        return NOTHING_SECONDS;
    }
}
