// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The server's certificate for 127.0.0.1, made for one run, and a client that trusts it. */
final class Identity {
    static final String PASSWORD = "changeit";

    private final Path file;

    private Identity(Path file) {
        this.file = file;
    }

    static Identity in(Path folder) throws IOException, InterruptedException {
        var file = folder.resolve("server.p12");
        Files.deleteIfExists(file);
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        keytool.getOutputStream().close();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool made no certificate; see " + folder.resolve("keytool.log"));
        }
        return new Identity(file);
    }

    Path file() {
        return file;
    }

    SSLContext client() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var own = KeyStore.getInstance("PKCS12");
            own.load(in, PASSWORD.toCharArray());
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", own.getCertificate("server"));
            var managers = TrustManagerFactory.getInstance("PKIX");
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
