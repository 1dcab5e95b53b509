// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.carillon.engine.addresses.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which SIP addresses a document may name. */
class TrunkPolicyTest {
    private final TrunkPolicy policy = policy("+1");

    private static TrunkPolicy policy(String prefix) {
        return new TrunkPolicy(
                List.of(Network.parse("198.51.100.0/24"), Network.parse("10.9.0.0/16")),
                Optional.of("sip:sbc.example.net:5070"),
                List.of(prefix),
                List.of(Network.parse("192.168.7.0/24")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:+2345678901@sbc.example.net",
                "sip:+2345678901@SBC.example.net:5070;transport=tcp",
                "sip:%2B2345678901@198.51.100.7",
                "sip:0012345678901@198.51.100.7",
                "sip:(234)567-8901;phone-context=+1@198.51.100.7;user=phone",
                "sips:+2345678901:secret@10.9.3.3"
            })
    void numberBehindATrunkIsUnderThePrefixesOfNumbers(String uri) {
        assertThat(policy.refusal(uri)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:+12025550123@sbc.example.net",
                "sip:alice@sbc.example.net",
                "sip:+2345678901@pbx.example.com",
                "sip:1001@pbx.example.com",
                "sip:alice@93.184.216.34",
                "sip:pbx.example.com",
                "sip:bob@192.168.7.20:5070"
            })
    void othersMayBeCalled(String uri) {
        assertThat(policy.refusal(uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:x@169.254.169.254:80;transport=tcp",
                "sip:x@127.0.0.1:9990",
                "sip:x@192.168.8.1",
                "sip:x@[::1]:5060",
                "sip:x@[::ffff:127.0.0.1]",
                "sip:x@2130706433",
                "sip:x@0x7f000001",
                "sip:x@127.1",
                "sip:",
                "sip:a b@host"
            })
    void privateAndOddAddressesMayNot(String uri) {
        assertThat(policy.refusal(uri)).isPresent();
    }

    @Test
    void allowedNumbersMakeExtensionsBehindATrunkAllowed() {
        assertThat(policy("+").refusal("sip:1001@198.51.100.7")).isEmpty();
    }
}
