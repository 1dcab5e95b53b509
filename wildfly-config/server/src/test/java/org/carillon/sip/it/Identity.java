// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key with a certificate of its own in a PKCS12 file, made by keytool for one test run. */
record Identity(Path file, String name) {
    static final String PASSWORD = "changeit";

    /** Makes one for this machine's loopback addresses. */
    static Identity of(String name) {
        var file = Path.of("target", "it", name + ".p12").toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=ip:127.0.0.1,dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            keytool.getOutputStream().close();
            if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            return new Identity(file, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** {@return a file with the certificate alone, for those who trust it} */
    Path certificate() {
        var trusted = file.resolveSibling(name + "-trusted.p12");
        try (var out = Files.newOutputStream(trusted)) {
            trusting().store(out, PASSWORD.toCharArray());
            return trusted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore trusting() throws IOException, GeneralSecurityException {
        var certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("trusted", store().getCertificate(name));
        return certificates;
    }

    /** {@return a peer's context that trusts {@code server} and shows {@code own}, or nothing} */
    static SSLContext peer(@Nullable Identity own, Identity server) {
        try {
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(server.trusting());
            var keys = KeyManagerFactory.getInstance("PKIX");
            if (own != null) {
                keys.init(own.store(), PASSWORD.toCharArray());
            }
            var context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
