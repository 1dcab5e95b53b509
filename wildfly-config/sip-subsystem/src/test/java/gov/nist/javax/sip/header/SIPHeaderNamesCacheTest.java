// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SIPHeaderNamesCacheTest {
    @Test
    void namesAreInLowerCaseWhoeverKnowsThem() {
        assertThat(SIPHeaderNamesCache.toLowerCase("Call-ID")).isEqualTo("call-id");
        assertThat(SIPHeaderNamesCache.toLowerCase("call-id")).isEqualTo("call-id");
        assertThat(SIPHeaderNamesCache.toLowerCase("X-Tenant")).isEqualTo("x-tenant");
        assertThat(SIPHeaderNamesCache.toLowerCase("x-tenant")).isEqualTo("x-tenant");
    }

    @Test
    void knownNameIsTheSameStringEachTime() {
        assertThat(SIPHeaderNamesCache.toLowerCase("Record-Route"))
                .isSameAs(SIPHeaderNamesCache.toLowerCase("Record-Route"));
    }

    @Test
    void namesThatPeersInventAreNotKeptForEver() {
        for (var i = 0; i < 10 * SIPHeaderNamesCache.MOST_OTHERS; i++) {
            assertThat(SIPHeaderNamesCache.toLowerCase("X-Odd-" + i)).isEqualTo("x-odd-" + i);
        }

        assertThat(SIPHeaderNamesCache.others()).isLessThanOrEqualTo(SIPHeaderNamesCache.MOST_OTHERS);
    }

    @Test
    void longNameIsNotKept() {
        var before = SIPHeaderNamesCache.others();

        SIPHeaderNamesCache.toLowerCase("X".repeat(SIPHeaderNamesCache.LONGEST_OTHER + 1));

        assertThat(SIPHeaderNamesCache.others()).isEqualTo(before);
    }
}
