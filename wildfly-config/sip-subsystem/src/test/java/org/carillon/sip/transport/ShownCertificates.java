// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.X509TrustManager;

/** Lets every client in, and keeps the certificates that they show. */
final class ShownCertificates implements X509TrustManager {
    private final List<X509Certificate> shown = new CopyOnWriteArrayList<>();

    /** {@return those so far} */
    List<X509Certificate> shown() {
        return shown;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        shown.add(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("made for clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
