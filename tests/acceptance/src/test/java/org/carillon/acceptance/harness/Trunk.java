// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;

/**
 * The network behind the default trunk: one phone at one address, which gives each call to the callee whose number was
 * called. A number that no test has asked for answers 404.
 */
public final class Trunk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Phone phone;
    private final Map<String, Callee> callees = new ConcurrentHashMap<>();

    private Trunk(Phone phone) {
        this.phone = phone;
        phone.onCall(this::arrived);
    }

    static Trunk open() {
        return new Trunk(Phone.start(PhoneSettings.named("trunk").patience(PATIENCE)));
    }

    private void arrived(PhoneCall call) {
        Callee callee = callees.get(userOf(call.requestUri()));
        if (callee == null) {
            call.reject(404);
            return;
        }
        callee.arrived(call);
    }

    /** The user part of a SIP URI. */
    static String userOf(String uri) {
        int from = uri.indexOf(':') + 1;
        int to = uri.indexOf('@');
        return to < 0 ? "" : uri.substring(from, to);
    }

    /** Somebody with this number on the other side of the trunk. */
    Callee callee(String number) {
        return callees.computeIfAbsent(number, Callee::new);
    }

    void remove(Callee callee) {
        callees.remove(callee.number());
    }

    /** Of the trunk, without user: {@code sip:127.0.0.1:25001}. */
    String uri() {
        return "sip:127.0.0.1:" + phone.port();
    }

    @Override
    public void close() {
        phone.close();
    }
}
