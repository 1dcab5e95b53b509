// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import gov.nist.javax.sip.stack.HopImpl;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import javax.sip.ListeningPoint;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;
import org.mobicents.ext.javax.sip.dns.DNSLookupPerformer;
import org.mobicents.ext.javax.sip.dns.DNSServerLocator;

/**
 * Finds the servers of a SIP URI (RFC 3263) for the implementation, in place of its own locator, which asks on the thread
 * that sends, keeps nothing within our bounds, and knows one server by each name.
 *
 * <p>Whoever must not wait asks {@link #mustAsk} first and sends in {@link #whenLocated}. A telephone number is not looked up
 * (no ENUM).
 */
public final class ServerLocator implements DNSServerLocator, AutoCloseable {
    /** No destination: what is sent there fails at once with 503, as a refused connection would. */
    private static final String NOWHERE = "0.0.0.0";

    private static final int DISCARD = 9;

    private final Set<String> transports = ConcurrentHashMap.newKeySet();
    private final Duration timeout;
    private final Lookups lookups;
    private final LocalNames ownNames;

    /** @param ipv6 whether IPv6 addresses can be reached now */
    public ServerLocator(LocationSettings settings, BooleanSupplier ipv6) {
        this(settings.timeout(), new DnsClient(settings), ipv6);
    }

    ServerLocator(Duration timeout, Dns dns, BooleanSupplier ipv6) {
        this.timeout = timeout;
        var hosts = HostsFile.ofThisMachine(true);
        var withoutIpv6 = HostsFile.ofThisMachine(false);
        this.ownNames = new LocalNames(withoutIpv6);
        this.lookups = new Lookups(target -> {
            var six = ipv6.getAsBoolean();
            var deadline = System.nanoTime() + timeout.toNanos();
            var search = new Rfc3263(dns, six ? hosts : withoutIpv6, Set.copyOf(transports), six, deadline);
            return new Lookups.Found(search.locate(target), search.ttlSeconds());
        });
    }

    /** {@return how long one look-up may take} */
    public Duration timeout() {
        return timeout;
    }

    /**
     * {@return whether it would take queries to say where a URI leads}
     *
     * @param transport that of the URI, or the one that takes its place, or null for any
     */
    public boolean mustAsk(SipURI uri, @Nullable String transport) {
        var target = Target.of(uri, transport);
        return !Numeric.is(target.host()) && !ownNames.knows(target.host()) && lookups.known(target) == null;
    }

    /**
     * Runs something as soon as it is known where a URI leads, or that nobody can tell; within {@link #timeout}.
     *
     * @throws RejectedExecutionException when too much waits for the DNS already
     */
    public void whenLocated(SipURI uri, @Nullable String transport, Runnable then) {
        lookups.whenKnown(Target.of(uri, transport), then);
    }

    /** {@return a hop at which sending fails at once} */
    public Hop nowhere() {
        return new HopImpl(NOWHERE, DISCARD, transports.contains("udp") ? ListeningPoint.UDP : ListeningPoint.TCP);
    }

    /** {@inheritDoc} Never empty for a SIP URI: where nobody is, it leads nowhere, and the request fails with 503. */
    @Override
    public Queue<Hop> locateHops(URI uri) {
        Queue<Hop> hops = new ArrayDeque<>();
        if (!(uri instanceof SipURI sip)) {
            return hops;
        }
        var target = Target.of(sip);
        if (Numeric.is(target.host())) {
            var transport = target.usualTransport();
            var port = target.port() > 0 ? target.port() : Target.usualPort(transport);
            hops.add(new HopImpl(target.host(), port, available(target, transport)));
            return hops;
        }
        var located = lookups.known(target);
        hops = (located == null ? lookups.ask(target) : located).draw(ThreadLocalRandom.current());
        if (hops.isEmpty()) {
            hops.add(nowhere());
        }
        return hops;
    }

    /** Without a UDP connector, what names no transport goes over TCP. */
    private String available(Target target, String transport) {
        var other = target.transport() == null && transport.equals("udp") && !transports.contains("udp");
        return (other && transports.contains("tcp") ? "tcp" : transport).toUpperCase(Locale.ROOT);
    }

    @Override
    public Queue<Hop> resolveHostByAandAAAALookup(String host, int port, String transport) {
        return ownNames.locateHopsForNonNumericAddressWithPort(host, port, transport);
    }

    @Override
    public @Nullable SipURI getSipURI(URI uri) {
        return uri instanceof SipURI sip ? sip : null;
    }

    @Override
    public void addSupportedTransport(String transport) {
        transports.add(transport.toLowerCase(Locale.ROOT));
    }

    @Override
    public void removeSupportedTransport(String transport) {
        transports.remove(transport.toLowerCase(Locale.ROOT));
    }

    /** {@inheritDoc} Names of ours are known to the dispatcher; requests to them do not leave. */
    @Override
    public void addLocalHostName(String name) {}

    @Override
    public void removeLocalHostName(String name) {}

    @Override
    public void mapLocalHostNameToIP(String name, Set<String> addresses) {}

    @Override
    public void unmapLocalHostNameToIP(String name) {}

    @Override
    public void setDnsLookupPerformer(DNSLookupPerformer other) {
        throw new UnsupportedOperationException("queries are made here");
    }

    @Override
    public DNSLookupPerformer getDnsLookupPerformer() {
        return ownNames;
    }

    /** Ends the threads; what waits does not leave any more. */
    @Override
    public void close() {
        lookups.close();
    }
}
