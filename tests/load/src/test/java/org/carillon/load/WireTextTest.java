// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireTextTest {
    private static final String RINGING = "SIP/2.0 180 Ringing\r\nCall-ID: a@b\r\nCSEQ:  1 INVITE \r\n\r\n";

    @Test
    void a_response_has_a_status_and_a_request_has_none() {
        assertThat(IdleCaller.status(RINGING)).isEqualTo(180);
        assertThat(IdleCaller.status("BYE sip:a@b SIP/2.0\r\n\r\n")).isZero();
    }

    @Test
    void headers_are_found_whatever_their_case() {
        assertThat(IdleCaller.header(RINGING, "CSeq")).isEqualTo("1 INVITE");
        assertThat(IdleCaller.header(RINGING, "Contact")).isEmpty();
    }

    @Test
    void the_address_of_a_contact_is_within_its_brackets() {
        assertThat(IdleCaller.address("\"Bench\" <sip:a@b;transport=udp>;expires=1"))
                .isEqualTo("sip:a@b;transport=udp");
        assertThat(IdleCaller.address("sip:a@b")).isEqualTo("sip:a@b");
    }

    @Test
    void a_parameter_of_a_form_is_decoded() {
        assertThat(TenantWeb.parameter("To=%2B12&From=%2B1555&Flag", "From")).contains("+1555");
        assertThat(TenantWeb.parameter("To=%2B12&Flag", "Flag")).contains("");
        assertThat(TenantWeb.parameter("To=%2B12", "From")).isEmpty();
    }
}
