// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartiesTest {
    @ParameterizedTest
    @CsvSource({
        "sip:+442079460958@10.0.0.1, +442079460958",
        "sip:442079460958@10.0.0.1:5070;user=phone, +442079460958",
        "sip:+442079460958;npdi;rn=+44207000@carrier.example, +442079460958",
        "sip:%2B442079460958@carrier.example, +442079460958",
        "sip:+44 (20) 7946-0958@carrier.example, +442079460958",
        "sip:+442079460958:secret@carrier.example, +442079460958",
        "SIPS:+442079460958@carrier.example, +442079460958",
        "tel:+44-20-7946-0958;phone-context=example.com, +442079460958",
        "sip:alice@example.com, sip:alice@example.com",
        "sip:100@example.com, sip:100@example.com",
        "sip:example.com, sip:example.com",
        "sip:anonymous@anonymous.invalid, sip:anonymous@anonymous.invalid",
        "sip:%zz@example.com, sip:%zz@example.com",
    })
    void numberIsReadInEverySpellingElseTheUriStays(String uri, String address) {
        assertThat(Uris.address(uri)).isEqualTo(address);
    }

    @Test
    void assertedNumberGoesBeforeFrom() {
        assertThat(caller("sip:anonymous@anonymous.invalid", Optional.of("tel:+442079460958"), Optional.empty()))
                .isEqualTo(new PartyAddress("+442079460958", Optional.of("Ada")));
    }

    @Test
    void assertedNumberOfACallerWhoAsksForPrivacyIsNotUsed() {
        assertThat(caller("sip:anonymous@anonymous.invalid", Optional.of("tel:+442079460958"), Optional.of("id"))
                        .address())
                .isEqualTo("sip:anonymous@anonymous.invalid");
    }

    @Test
    void assertedIdentityThatIsNoNumberIsNotUsed() {
        assertThat(caller("sip:+442079460958@a", Optional.of("sip:trunk@carrier.example"), Optional.empty())
                        .address())
                .isEqualTo("+442079460958");
    }

    @Test
    void calledPartyIsInTheRequestUri() {
        assertThat(Parties.called("sip:+442079460958@a", "sip:+441234567890@a").address())
                .isEqualTo("+442079460958");
    }

    @Test
    void calledPartyIsInToWhenTheRequestUriNamesNobody() {
        assertThat(Parties.called("sip:10.0.0.1:5060", "sip:+441234567890@a").address())
                .isEqualTo("+441234567890");
    }

    private static PartyAddress caller(String from, Optional<String> asserted, Optional<String> privacy) {
        return Parties.caller(from, Optional.of(" Ada "), asserted, privacy);
    }
}
