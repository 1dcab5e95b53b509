// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriHeadersTest {
    @Test
    void headersAreTakenInOrderAndDecoded() {
        assertThat(UriHeaders.in("sip:a@h:5070;transport=tcp?X-Customer=4%202&x-plus=1+1&User-to-User=00aa"))
                .containsExactly(
                        java.util.Map.entry("X-Customer", "4 2"),
                        java.util.Map.entry("x-plus", "1+1"),
                        java.util.Map.entry("User-to-User", "00aa"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:a@h",
                "sip:a@h?",
                "sip:a@h?X-Name",
                "sip:a@h?From=sip:b@h",
                "sip:a@h?Via=x&body=y",
                "sip:a@h?X-Bad=a%0d%0aVia:x",
                "+15550001?X-A=1"
            })
    void nothingElseIsSent(String uri) {
        assertThat(UriHeaders.in(uri)).isEmpty();
    }

    @Test
    void tooManyOrTooLongOnesAreLeftOut() {
        StringBuilder many = new StringBuilder("sip:a@h?X-0=0");
        for (int i = 1; i < 30; i++) {
            many.append("&X-").append(i).append("=1");
        }
        assertThat(UriHeaders.in(many.toString())).hasSize(20);
        assertThat(UriHeaders.in("sip:a@h?X-Long=" + "a".repeat(1020))).isEmpty();
    }

    @Test
    void requestUriHasNoHeaders() {
        assertThat(UriHeaders.without("sips:a@h:5061;lr?X-A=1")).isEqualTo("sips:a@h:5061;lr");
        assertThat(UriHeaders.without("sip:a@h")).isEqualTo("sip:a@h");
    }
}
