// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {
    @Test
    void webhooksSeeCustomHeadersAndWhereTheCallComesFrom() {
        List<String> names = List.of("Via", "X-Order", "Diversion", "Call-ID", "Authorization", "Contact");
        assertThat(WebhookHeaders.inward(names, name -> "value of " + name))
                .containsOnlyKeys("X-Order", "Diversion", "Call-ID")
                .containsEntry("X-Order", "value of X-Order");
    }

    @Test
    void manyAndLongHeadersAreCut() {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "X-" + i).toList();
        Map<String, String> headers = WebhookHeaders.inward(names, name -> "a".repeat(5000));
        assertThat(headers).hasSize(WebhookHeaders.MOST);
        assertThat(headers.values()).allMatch(value -> value.length() == WebhookHeaders.LONGEST);
    }

    @Test
    void tenantMaySetCustomHeaders() {
        WebhookHeaders.checkOutward(Map.of("X-Order", "17", "User-to-User", "56a390;encoding=hex"));
    }

    @ParameterizedTest
    @CsvSource({"Via,x", "Contact,x", "X-A:b,x", "'X-A\r\nRoute',x", "X-A,'x\r\nRoute: <sip:evil>'"})
    void tenantMayNotBreakTheMessage(String name, String value) {
        assertThatThrownBy(() -> WebhookHeaders.checkOutward(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "+442079460958, sip:+442079460958@192.0.2.1",
        "sip:alice@example.com, sip:alice@example.com",
        "client:al ice@x, sip:client%3Aal%20ice%40x@192.0.2.1",
        "<evil>, sip:%3Cevil%3E@192.0.2.1",
    })
    void fromIsANumberAtOurHostOrAWholeUri(String address, String uri) {
        assertThat(OutboundFrom.uri(PartyAddress.of(address), "192.0.2.1")).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({"REGISTER,405", "MESSAGE,405", "REFER,405", "SUBSCRIBE,489", "NOTIFY,489", "PUBLISH,489", "DANCE,501"})
    void methodThatIsNotServedHasItsOwnRefusal(String method, int status) {
        assertThat(Methods.refusal(method)).isEqualTo(status);
    }
}
