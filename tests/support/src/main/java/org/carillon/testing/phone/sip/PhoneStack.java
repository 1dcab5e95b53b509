// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone.sip;

import gov.nist.javax.sip.SipStackImpl;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.PeerUnavailableException;

/**
 * A JAIN-SIP stack of its own for each phone. Made directly and not through {@code SipFactory}, which keeps every stack
 * it ever made. Dialogs are the stack's business; events come one after the other; one thread reads UDP, so that
 * messages keep their order.
 */
final class PhoneStack extends SipStackImpl {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    PhoneStack(String name, Wire wire) throws PeerUnavailableException {
        super(properties(name));
        var tap = new WireTap(wire);
        serverLogger = tap;
        sipMessageValves.add(tap);
    }

    private static Properties properties(String name) {
        var properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "phone-" + name + "-" + NUMBER.incrementAndGet());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", QuietStackLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", "1");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "false");
        properties.setProperty("gov.nist.javax.sip.ALWAYS_ADD_RPORT", "true");
        properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty("gov.nist.javax.sip.MAX_FORK_TIME_SECONDS", "0");
        return properties;
    }
}
