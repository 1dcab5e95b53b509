// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import java.time.Duration;
import java.util.TooManyListenersException;
import java.util.concurrent.locks.LockSupport;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.address.AddressFactory;
import javax.sip.header.HeaderFactory;
import javax.sip.message.MessageFactory;
import org.carillon.testing.net.LoopbackPorts;

/** A running stack that listens on UDP and TCP at one port of 127.0.0.1. */
public final class SipLink implements AutoCloseable {
    private static final int TRIES = 20;
    private static final Duration FREE_PATIENCE = Duration.ofSeconds(2);

    private final PhoneStack stack;
    private final SipProvider provider;
    private final int port;

    private SipLink(PhoneStack stack, SipProvider provider, int port) {
        this.stack = stack;
        this.provider = provider;
        this.port = port;
    }

    /**
     * Starts listening.
     *
     * @param port 0 to take a free one
     * @throws IllegalStateException if the port is taken, or none is free
     */
    public static SipLink open(String name, int port, SipListener listener, Wire wire) {
        for (int i = 1; ; i++) {
            int chosen = port == 0 ? LoopbackPorts.freeSipPort() : port;
            try {
                return openAt(name, chosen, listener, wire);
            } catch (SipException | TooManyListenersException e) {
                // Another process may take a port between the look and the bind; then the next one is tried.
                if (port != 0 || i == TRIES) {
                    throw new IllegalStateException(
                            "phone " + name + " cannot listen on " + LoopbackPorts.HOST + ":" + chosen, e);
                }
            }
        }
    }

    private static SipLink openAt(String name, int port, SipListener listener, Wire wire)
            throws SipException, TooManyListenersException {
        var stack = new PhoneStack(name, wire);
        try {
            ListeningPoint udp = stack.createListeningPoint(LoopbackPorts.HOST, port, ListeningPoint.UDP);
            ListeningPoint tcp = stack.createListeningPoint(LoopbackPorts.HOST, port, ListeningPoint.TCP);
            SipProvider provider = stack.createSipProvider(udp);
            provider.addListeningPoint(tcp);
            provider.addSipListener(listener);
            stack.start();
            return new SipLink(stack, provider, port);
        } catch (SipException | InvalidArgumentException e) {
            stack.stop();
            throw new SipException("cannot listen on port " + port, e);
        }
    }

    /** What sends and receives. */
    public SipProvider provider() {
        return provider;
    }

    /** The port of both transports. */
    public int port() {
        return port;
    }

    /** Makes addresses. */
    public AddressFactory addresses() {
        return new AddressFactoryImpl();
    }

    /** Makes headers. */
    public HeaderFactory headers() {
        return new HeaderFactoryImpl();
    }

    /** Makes messages. */
    public MessageFactory messages() {
        return new MessageFactoryImpl();
    }

    /**
     * Closes the sockets and waits until the port is free, two seconds at most: the kernel keeps a socket as long as a thread still
     * waits in it. The stack's own end, which sleeps for a second, goes on in the background.
     */
    @Override
    public void close() {
        for (ListeningPoint point : provider.getListeningPoints()) {
            delete(point);
        }
        awaitFreePort();
        var ending = new Thread(stack::stop, "phone-sip-end-" + port);
        ending.setDaemon(true);
        ending.start();
    }

    private void awaitFreePort() {
        long end = System.nanoTime() + FREE_PATIENCE.toNanos();
        while (!LoopbackPorts.isFree(port) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The stack's UDP reader cannot be stopped before its own thread has begun, and says so by a NullPointerException. */
    private void delete(ListeningPoint point) {
        for (int i = 0; i < TRIES; i++) {
            try {
                stack.deleteListeningPoint(point);
                return;
            } catch (NullPointerException notBegun) {
                LockSupport.parkNanos(10_000_000);
            } catch (ObjectInUseException notReally) {
                // The socket is closed first, and the rest of the stack goes the same way.
                return;
            }
        }
    }
}
