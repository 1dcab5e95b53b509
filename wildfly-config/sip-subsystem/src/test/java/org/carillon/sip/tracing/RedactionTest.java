// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Proxy-Authorization", "authorization"})
    void digestLosesItsProofAndKeepsWhatExplainsAFailure(String header) {
        var message = header + ": Digest username=\"bob\",realm=\"x\",nonce=\"84a4cc6f\",uri=\"sip:x\","
                + "response=\"7587245234b3434cc3412213e5f113a5\",cnonce=\"0a4f113b\",qop=auth,nc=00000001\r\n";

        assertThat(Redaction.of(message))
                .doesNotContain("7587245234b3434cc3412213e5f113a5")
                .contains(
                        "username=\"bob\"", "nonce=\"84a4cc6f\"", "response=\"[redacted]\"", "cnonce=", "nc=00000001");
    }

    @Test
    void proofWithoutQuotesAndWithBlanksGoesToo() {
        assertThat(Redaction.of("Authorization: Digest response = secret, username=\"bob\"\r\n"))
                .doesNotContain("secret")
                .contains("username=\"bob\"");
    }

    @Test
    void everyProofOfALineOfManyGoes() {
        var line = "Authorization: Digest username=\"a\",response=\"one\"\r\n";

        assertThat(Redaction.of(line + line.replace("one", "two"))).doesNotContain("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic Ym9iOnNlY3JldA==", "Bearer Ym9iOnNlY3JldA==, x"})
    void otherCredentialsGoWhole(String value) {
        assertThat(Redaction.of("Authorization: " + value + "\r\nTo: <sip:x>\r\n"))
                .doesNotContain("Ym9iOnNlY3JldA")
                .contains("[redacted]\r\nTo: <sip:x>\r\n");
    }

    @Test
    void challengeStaysAndTheServersProofGoes() {
        var challenge = "WWW-Authenticate: Digest realm=\"x\",nonce=\"84a4cc6f\"\r\n";

        assertThat(Redaction.of(challenge + "Authentication-Info: qop=auth,rspauth=\"secret\"\r\n"))
                .startsWith(challenge)
                .doesNotContain("secret");
    }

    @Test
    void mediaKeysGo() {
        var sdp = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:32;"
                + "inline:c2Vjb25kS2V5|2^20\r\nk=base64:c2VjcmV0\r\na=rtpmap:0 PCMU/8000\r\n";

        assertThat(Redaction.of(sdp))
                .doesNotContain("d0RmdmcmVC", "c2Vjb25kS2V5", "c2VjcmV0")
                .contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:[redacted]|2^20|1:32", "a=rtpmap:0 PCMU/8000");
    }

    @Test
    void passwordInAUriGoes() {
        assertThat(Redaction.of("INVITE sip:bob:secret@host:5060;transport=udp SIP/2.0\r\n"))
                .isEqualTo("INVITE sip:bob:[redacted]@host:5060;transport=udp SIP/2.0\r\n");
    }

    @Test
    void passwordIsFoundBehindWhatLooksLikeTheBeginningOfOthers() {
        assertThat(Redaction.of("sip:a:sip:$1:x sips:bob:sip:c:secret@host <sip:a:b><sip:bob:secret@host>"))
                .isEqualTo("sip:a:sip:$1:x sips:bob:[redacted]@host <sip:a:b><sip:bob:[redacted]@host>");
    }

    @Test
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyBeginningsOfAPasswordAreLookedAtOnce() {
        // One look from each of them to the end would take minutes.
        var message = "sip:a:".repeat(200_000) + '\n';

        assertThat(Redaction.of(message)).isEqualTo(message);
    }

    @Test
    void messageWithoutSecretsStaysAsItIs() {
        var message = String.join(
                "\r\n",
                "INVITE sip:bob@192.0.2.1:5060 SIP/2.0",
                "Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK1",
                "Contact: <sip:alice@192.0.2.2:5060>,<sip:alice@192.0.2.3:5060>",
                "",
                "v=0",
                "");

        assertThat(Redaction.of(message)).isEqualTo(message);
    }
}
