// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import gov.nist.javax.sip.stack.HopImpl;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import javax.sip.address.Hop;
import org.mobicents.ext.javax.sip.dns.DNSLookupPerformer;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Record;

/**
 * Tells the implementation which names are ours. It asks for each name in a Route or Request-URI that comes in, on the lane:
 * with queries, anybody could stop the lanes with names of a server that does not answer. So only what the hosts file has
 * is known here; other names of ours are set as {@code public-address}.
 */
record LocalNames(HostsFile hosts) implements DNSLookupPerformer {
    /** {@return whether a name in small letters needs no query} */
    boolean knows(String name) {
        return !hosts.addresses(name).isEmpty();
    }

    @Override
    public List<Record> performSRVLookup(String name) {
        return List.of();
    }

    @Override
    public List<NAPTRRecord> performNAPTRLookup(String domain, boolean secure, Set<String> transports) {
        return List.of();
    }

    @Override
    public Queue<Hop> locateHopsForNonNumericAddressWithPort(String host, int port, String transport) {
        Queue<Hop> hops = new ArrayDeque<>();
        for (var address : hosts.addresses(host.toLowerCase(Locale.ROOT))) {
            hops.add(new HopImpl(address, port, transport));
        }
        return hops;
    }

    @Override
    public void setDNSTimeout(int seconds) {}

    @Override
    public int getDNSTimeout() {
        return 0;
    }
}
