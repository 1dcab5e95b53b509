// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.junit.jupiter.api.Test;

/** The expected values are those of the examples of RFC 7616 3.9.1 and RFC 2617 3.5. */
class DigestAnswerTest {
    private static final String MD5 = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, "
            + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
            + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    private static final String NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    @Test
    void md5ChallengeIsAnsweredAsInTheStandard() {
        assertThat(answer(List.of(MD5)))
                .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"")
                .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
                .contains("username=\"Mufasa\"", "qop=auth", "nc=00000001");
    }

    @Test
    void strongerChallengeIsPreferred() {
        assertThat(answer(List.of(MD5, MD5.replace("MD5", "SHA-256"))))
                .contains("algorithm=SHA-256")
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
    }

    @Test
    void challengeWithoutQualityOfProtectionIsAnsweredAsInTheOldStandard() {
        Optional<String> answer = DigestAnswer.to(
                List.of("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""),
                new SipCredentials("Mufasa", "Circle Of Life"),
                "GET",
                "/dir/index.html",
                "");
        assertThat(answer)
                .hasValueSatisfying(header -> assertThat(header)
                        .contains("response=\"670fd8c2df070c60b045671b8b24ff02\"")
                        .doesNotContain("qop"));
    }

    @Test
    void unknownChallengesAreNotAnswered() {
        assertThat(DigestAnswer.to(
                        List.of(
                                "Basic realm=\"x\"",
                                "Digest realm=\"x\", nonce=\"n\", algorithm=AKAv1-MD5",
                                "Digest realm=\"x\", nonce=\"n\", qop=\"auth-int\"",
                                "Digest realm=\"x\""),
                        new SipCredentials("a", "b"),
                        "INVITE",
                        "sip:a",
                        "c"))
                .isEmpty();
    }

    private static String answer(List<String> challenges) {
        return DigestAnswer.to(
                        challenges, new SipCredentials("Mufasa", "Circle of Life"), "GET", "/dir/index.html", NONCE)
                .orElseThrow();
    }

    @Test
    void challengeOfAnyLengthIsReadOrLeft() {
        for (String filling : List.of("n", "\\\"", "a=b ")) {
            for (int times : new int[] {900, 3000, 100_000}) {
                String challenge = "Digest realm=\"x\", nonce=\"" + filling.repeat(times) + "\", algorithm=MD5";
                Optional<String> answer = DigestAnswer.to(
                        List.of(challenge), new SipCredentials("ada", "secret"), "INVITE", "sip:x@y", "c");
                assertThat(answer.isPresent()).as("%s x %d", filling, times).isEqualTo(challenge.length() <= 4000);
            }
        }
    }
}
