// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrafficTest {
    private final Traffic traffic = new Traffic();

    @Test
    void requestsAreCountedByMethodAndDirection() {
        traffic.requestReceived("INVITE");
        traffic.requestReceived("INVITE");
        traffic.requestSent("BYE");

        assertThat(traffic.requestsReceived(SipMethod.INVITE)).isEqualTo(2);
        assertThat(traffic.requestsSent(SipMethod.INVITE)).isZero();
        assertThat(traffic.requestsSent(SipMethod.BYE)).isEqualTo(1);
    }

    @Test
    void responsesAreCountedByClassAndDirection() {
        traffic.responseReceived(200);
        traffic.responseSent(180);
        traffic.responseSent(183);

        assertThat(traffic.responsesReceived(ResponseClass.SUCCESS)).isEqualTo(1);
        assertThat(traffic.responsesSent(ResponseClass.PROVISIONAL)).isEqualTo(2);
        assertThat(traffic.responsesReceived(ResponseClass.PROVISIONAL)).isZero();
    }

    @Test
    void whatTheDispatcherDoesNotGetIsAbsorbed() {
        traffic.requestOnTheWire();
        traffic.requestOnTheWire();
        traffic.requestReceived("INVITE");
        traffic.responseOnTheWire();

        assertThat(traffic.requestsAbsorbed()).isEqualTo(1);
        assertThat(traffic.responsesAbsorbed()).isEqualTo(1);
    }

    @Test
    void absorbedIsNeverNegativeAlthoughTwoCountersAreReadOneAfterTheOther() {
        traffic.requestReceived("INVITE");
        traffic.responseReceived(200);

        assertThat(traffic.requestsAbsorbed()).isZero();
        assertThat(traffic.responsesAbsorbed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(SipMethod.class)
    void everyMethodIsFoundByItsName(SipMethod method) {
        assertThat(SipMethod.of(method.name())).isEqualTo(method);
    }

    @Test
    void methodThatAPeerMadeUpIsOther() {
        assertThat(SipMethod.of("invite")).isEqualTo(SipMethod.OTHER);
        assertThat(SipMethod.of("FOO")).isEqualTo(SipMethod.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"100,1xx", "199,1xx", "200,2xx", "302,3xx", "487,4xx", "503,5xx", "603,6xx", "0,1xx", "999,6xx"})
    void statusHasAClass(int status, String label) {
        assertThat(ResponseClass.of(status).label()).isEqualTo(label);
        assertThat(ResponseClass.labelled(label)).contains(ResponseClass.of(status));
    }
}
