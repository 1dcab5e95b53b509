// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key with a certificate of its own, made by keytool for one test run. */
record Identity(KeyStore store, String name) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes one for this machine's loopback addresses. */
    static Identity of(String name, Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        return of(name, "CN=" + name, "ip:127.0.0.1,dns:localhost", folder);
    }

    /** Makes one for a subject and alternative names, as {@code dns:a.test,uri:sip:b.test}; null for none. */
    static Identity of(String name, String subject, @Nullable String alternatives, Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        var file = folder.resolve(name + ".p12");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                subject,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
        if (alternatives != null) {
            command.addAll(List.of("-ext", "san=" + alternatives));
        }
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        keytool.getOutputStream().close();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException(
                    new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new Identity(store, name);
    }

    X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) store.getCertificate(name);
    }

    /** {@return a context that shows this identity and trusts the other alone} */
    SSLContext trusting(Identity other) throws IOException, GeneralSecurityException {
        return context(keys(), trust(other));
    }

    /** {@return a context that shows this identity and trusts those whom the other lets in} */
    SSLContext trusting(TrustManager trust) throws GeneralSecurityException {
        return context(keys(), trust);
    }

    private KeyManagerFactory keys() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        return keys;
    }

    /** {@return a context that shows nothing and trusts this identity alone} */
    SSLContext anonymousPeer() throws IOException, GeneralSecurityException {
        return context(null, trust(this));
    }

    private static TrustManager[] trust(Identity trusted) throws IOException, GeneralSecurityException {
        var certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("trusted", trusted.certificate());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(certificates);
        return trust.getTrustManagers();
    }

    private static SSLContext context(@Nullable KeyManagerFactory keys, TrustManager... trust)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : keys.getKeyManagers(), trust, null);
        return context;
    }
}
