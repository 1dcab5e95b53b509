// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.Reading.refusedWhole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The attacks of OWASP's page on external entities, and their kin. */
class HostileXmlTest {

    @Test
    @Timeout(2)
    void billionLaughsAreRefused() {
        var entities = new StringBuilder("<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }

        MarkupException refusal =
                refusedWhole("<!DOCTYPE Response [" + entities + "]><Response><Say>&l9;</Say></Response>");

        assertThat(refusal.code()).isEqualTo(12100);
    }

    @Test
    void documentTypeWithoutAnythingInItIsRefused() {
        assertThat(refusedWhole("<!DOCTYPE Response><Response/>").detail()).contains("document type declaration");
    }

    @Test
    void entityThatNamesAFileIsRefusedAndItsContentNotShown(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");

        MarkupException refusal = refusedWhole("<!DOCTYPE Response [<!ENTITY x SYSTEM \"" + secret.toUri()
                + "\">]><Response><Say>&x;</Say></Response>");

        assertThat(refusal.code()).isEqualTo(12100);
        assertThat(refusal.getMessage()).doesNotContain("the secret");
    }

    @Test
    void serverNamedInADocumentIsNeverAsked() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd";

            assertThat(refusedWhole("<!DOCTYPE Response SYSTEM \"" + url + "\"><Response/>")
                            .code())
                    .isEqualTo(12100);
            assertThat(refusedWhole("<!DOCTYPE Response [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]><Response/>")
                            .code())
                    .isEqualTo(12100);
            assertThat(wasAsked(server)).isFalse();
        }
    }

    private static boolean wasAsked(ServerSocket server) throws IOException {
        server.setSoTimeout(1);
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void characterReferencesToForbiddenCharactersAreRefused() {
        assertThat(refusedWhole("<Response><Say>&#0;</Say></Response>").code()).isEqualTo(12100);
        assertThat(refusedWhole("<Response><Say>&#xFFFF;</Say></Response>").code())
                .isEqualTo(12100);
    }

    @Test
    @Timeout(2)
    void manyAttributesDoNoHarm() {
        var attributes = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }

        Document document = Reading.document("<Pause" + attributes + "/>");

        assertThat(document.warnings()).hasSize(64);
    }
}
