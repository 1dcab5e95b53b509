// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.javax.sip.stack.LaneMessageProcessorFactory;
import java.util.Properties;
import org.carillon.sip.metrics.MeteredParserFactory;
import org.mobicents.ext.javax.sip.dns.DNSAwareRouter;

/** The properties with which the JAIN-SIP stack is made. */
final class StackProperties {
    private static final String NIST = "gov.nist.javax.sip.";

    private StackProperties() {}

    /** {@return our values, overridden by the operator's} */
    static Properties of(SipSettings settings) {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "carillon");
        containerValues(properties);
        lanes(properties, settings);
        bounds(properties);
        memory(properties);
        properties.putAll(settings.stackProperties());
        return properties;
    }

    /** The SIP Servlets implementation keeps the dialogs itself and does not work with other values. */
    private static void containerValues(Properties properties) {
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("javax.sip.ROUTER_PATH", DNSAwareRouter.class.getName());
        properties.setProperty(NIST + "LOOSE_DIALOG_VALIDATION", "true");
        properties.setProperty(NIST + "PASS_INVITE_NON_2XX_ACK_TO_LISTENER", "true");
        properties.setProperty(NIST + "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        properties.setProperty(NIST + "REENTRANT_LISTENER", "true");
        properties.setProperty(NIST + "MAX_FORK_TIME_SECONDS", "0");
        properties.setProperty(NIST + "DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty(NIST + "STACK_LOGGER", StackLog.class.getName());
        properties.setProperty(NIST + "SERVER_LOGGER", MessageLog.class.getName());
        properties.setProperty(NIST + "MESSAGE_PARSER_FACTORY", MeteredParserFactory.class.getName());
    }

    private static void memory(Properties properties) {
        // A transaction that is answered stays for half a minute, to answer repetitions; it need not keep the whole
        // request, and all that hangs on it, for that.
        properties.setProperty(NIST + "RELEASE_REFERENCES_STRATEGY", "Normal");
        properties.setProperty(NIST + "TIMER_CLASS_NAME", WheelTimer.class.getName());
    }

    private static void lanes(Properties properties, SipSettings settings) {
        properties.setProperty(NIST + "MESSAGE_PROCESSOR_FACTORY", LaneMessageProcessorFactory.class.getName());
        properties.setProperty(NIST + "THREAD_POOL_SIZE", Integer.toString(settings.lanes()));
        properties.setProperty(LaneMessageProcessorFactory.LANE_LENGTH, Integer.toString(settings.laneLength()));
        properties.setProperty(NIST + "RECEIVE_UDP_BUFFER_SIZE", Integer.toString(settings.udpBuffer()));
        properties.setProperty(NIST + "SEND_UDP_BUFFER_SIZE", Integer.toString(settings.udpBuffer()));
    }

    private static void bounds(Properties properties) {
        // A datagram cannot be larger, and a message over TCP need not be.
        properties.setProperty(NIST + "MAX_MESSAGE_SIZE", "65535");
        // The stack ends an early dialog after 180 s otherwise, and a Dial may ring for 600 s.
        properties.setProperty(NIST + "EARLY_DIALOG_TIMEOUT_SECONDS", "660");
    }
}
