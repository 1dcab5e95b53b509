// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallIdHashTest {
    private static final String PLAIN = "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP c\r\nCall-ID: x1@host\r\n\r\nbody";

    private static int hash(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        return CallIdHash.of(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 200 OK\r\nCall-ID: x1@host\r\n\r\n",
                "SIP/2.0 200 OK\r\ncall-id:x1@host\r\n\r\n",
                "SIP/2.0 200 OK\r\nCALL-ID \t:  x1@host  \r\n\r\n",
                "SIP/2.0 200 OK\r\ni: x1@host\r\n\r\n",
                "SIP/2.0 200 OK\r\nI : x1@host\r\n\r\n",
                "SIP/2.0 200 OK\ni: x1@host\n\n"
            })
    void everySpellingOfTheHeaderGivesTheSameHash(String message) {
        assertThat(hash(message)).isEqualTo(hash(PLAIN)).isNotZero();
    }

    @Test
    void anotherCallGivesAnotherHash() {
        assertThat(hash(PLAIN.replace("x1@host", "x2@host"))).isNotEqualTo(hash(PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "",
                "INVITE sip:a@b SIP/2.0\r\n\r\nCall-ID: in-the-body",
                "INVITE sip:a@b SIP/2.0\r\nCall-IDs: x\r\nInfo: y",
                "Call-ID"
            })
    void messageWithoutCallIdGivesZero(String message) {
        assertThat(hash(message)).isZero();
    }

    @Test
    void onlyTheGivenPartOfTheArrayIsRead() {
        var bytes = ("....." + PLAIN + ".....").getBytes(StandardCharsets.UTF_8);

        assertThat(CallIdHash.of(bytes, 5, bytes.length - 10)).isEqualTo(hash(PLAIN));
    }
}
