// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.records.CallRecord;

/**
 * The parameters that every request about a call carries (Twilio: "Twilio's request to your application"). Names and
 * meanings are Twilio's; the geographic ones that need a number database ({@code FromCity} ...) are left out.
 */
public final class CallParameters {
    /** Version of the API, sent with every request. */
    public static final String API_VERSION = "2010-04-01";

    private CallParameters() {}

    /** The parameters of a call as it is now. */
    public static Map<String, String> of(CallRecord call) {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("CallSid", call.sid().value());
        p.put("AccountSid", call.account().value());
        p.put("From", call.from());
        p.put("To", call.to());
        p.put("Caller", call.from());
        p.put("Called", call.to());
        p.put("CallStatus", call.status().text());
        p.put("ApiVersion", API_VERSION);
        p.put("Direction", call.direction().text());
        call.forwardedFrom().ifPresent(from -> p.put("ForwardedFrom", from));
        call.callerName().ifPresent(name -> p.put("CallerName", name));
        call.parent().ifPresent(parent -> p.put("ParentCallSid", parent.value()));
        putCountry(p, "From", "Caller", call.from());
        putCountry(p, "To", "Called", call.to());
        return p;
    }

    private static void putCountry(Map<String, String> p, String name, String alias, String address) {
        if (!address.startsWith("+")) {
            return;
        }
        String country = PhoneNumber.parse(address).map(PhoneNumber::country).orElse("");
        if (!country.isEmpty()) {
            p.put(name + "Country", country);
            p.put(alias + "Country", country);
        }
    }
}
