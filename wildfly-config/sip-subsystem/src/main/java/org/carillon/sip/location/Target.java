// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.util.Locale;
import javax.sip.ListeningPoint;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 3263 section 4 begins with.
 *
 * @param host maddr, or else host of the URI, in small letters and without a dot at its end
 * @param port port of the URI, -1 when it has none
 * @param transport transport parameter of the URI in small letters, or null
 * @param secure whether it is a SIPS URI
 */
record Target(String host, int port, @Nullable String transport, boolean secure) {
    /** {@return the target of a URI} */
    static Target of(SipURI uri) {
        return of(uri, uri.getTransportParam());
    }

    /** {@return the target of a URI that is to be reached over a transport, or over any} */
    static Target of(SipURI uri, @Nullable String transport) {
        var maddr = uri.getMAddrParam();
        var host = (maddr == null ? uri.getHost() : maddr).toLowerCase(Locale.ROOT);
        var dotted = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return new Target(
                dotted, uri.getPort(), transport == null ? null : transport.toLowerCase(Locale.ROOT), uri.isSecure());
    }

    /** {@return the transport when neither the URI nor the DNS says one, RFC 3263 section 4.1} */
    String usualTransport() {
        if (transport != null) {
            // RFC 5630 section 3.1.1: sips over TCP is TLS.
            return secure && transport.equals("tcp") ? "tls" : transport;
        }
        return secure ? "tls" : "udp";
    }

    /** {@return the port that a transport has when nothing else says one} */
    static int usualPort(String transport) {
        return transport.equalsIgnoreCase(ListeningPoint.TLS) ? ListeningPoint.PORT_5061 : ListeningPoint.PORT_5060;
    }
}
