// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.connector;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.ListeningPointExt;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Properties;
import javax.sip.SipFactory;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import org.carillon.sip.connector.ConnectorSettings.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mobicents.servlet.sip.SipConnector;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

@SuppressWarnings("NullAway.Init") // before all tests
class PublicListeningPointTest {
    private static final PublicAddress BALANCER = new PublicAddress("192.0.2.1", 5060);

    private static SipStack stack;
    private static ListeningPointExt listening;
    private static SipProvider provider;

    @BeforeAll
    static void listen() throws Exception {
        var factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        SipFactoryImpl.addressFactory = factory.createAddressFactory();
        SipFactoryImpl.headerFactory = factory.createHeaderFactory();
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "listening");
        stack = factory.createSipStack(properties);
        listening = (ListeningPointExt) stack.createListeningPoint("127.0.0.1", freePort(), "udp");
        provider = stack.createSipProvider(listening);
    }

    private static int freePort() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        stack.stop();
    }

    private static PublicListeningPoint point(@Nullable PublicAddress address, @Nullable String node) {
        return new PublicListeningPoint(provider, listening, new SipConnector(), address, node);
    }

    private static String own() {
        return "127.0.0.1:" + listening.getPort();
    }

    @Test
    void contactAndRecordRouteNameTheBalancerAndTheNode() {
        var point = point(BALANCER, "node1");

        assertThat(point.createContactHeader(null, "alice", true, null).getAddress())
                .hasToString("<sip:alice@192.0.2.1:5060;node=node1>");
        assertThat(point.createRecordRouteURI(true)).hasToString("sip:192.0.2.1:5060;transport=udp;node=node1");
        assertThat(point.createViaHeader("z9hG4bKa", true).toString().strip())
                .isEqualTo("Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKa");
    }

    @Test
    void nodeIsNamedWithoutABalancer() {
        assertThat(point(null, "node1")
                        .createContactHeader(null, "alice", false, null)
                        .getAddress())
                .hasToString("<sip:alice@" + own() + ";node=node1>");
    }

    @Test
    void singleNodeNamesItselfByItsAddressOnly() {
        var point = point(null, null);

        assertThat(point.createContactHeader(null, "alice", false, null).getAddress())
                .hasToString("<sip:alice@" + own() + ">");
        assertThat(point.createRecordRouteURI(false)).hasToString("sip:" + own() + ";transport=udp");
    }
}
