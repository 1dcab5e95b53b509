// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class ServerLocatorTest {
    private final Zone zone = new Zone().with("x.com", Type.A, "192.0.2.1");
    private final ServerLocator locator = new ServerLocator(Duration.ofSeconds(5), zone, () -> false);

    ServerLocatorTest() {
        locator.addSupportedTransport("UDP");
        locator.addSupportedTransport("TCP");
    }

    @AfterEach
    void close() {
        zone.open.countDown();
        locator.close();
    }

    private String first(String uri) {
        var hop = locator.locateHops(Rfc3263Test.uri(uri)).element();
        return hop.getHost() + ':' + hop.getPort() + '/' + hop.getTransport();
    }

    private void await(String uri) throws InterruptedException {
        var located = new CountDownLatch(1);
        locator.whenLocated(Rfc3263Test.uri(uri), null, located::countDown);
        assertThat(located.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void addressNeedsNoQuery() {
        assertThat(locator.mustAsk(Rfc3263Test.uri("sip:192.0.2.7"), null)).isFalse();
        assertThat(first("sip:192.0.2.7")).isEqualTo("192.0.2.7:5060/UDP");
        assertThat(first("sip:[2001:db8::7]:5070;transport=tcp")).isEqualTo("[2001:db8::7]:5070/TCP");
        locator.removeSupportedTransport("udp");
        assertThat(first("sip:192.0.2.7")).isEqualTo("192.0.2.7:5060/TCP");
        assertThat(zone.asked).hasValue(0);
    }

    @Test
    void nameIsAskedForOnceAndKept() throws InterruptedException {
        assertThat(locator.mustAsk(Rfc3263Test.uri("sip:x.com"), null)).isTrue();
        await("sip:x.com");
        var asked = zone.asked.get();

        assertThat(locator.mustAsk(Rfc3263Test.uri("sip:x.com"), null)).isFalse();
        assertThat(first("sip:x.com")).isEqualTo("192.0.2.1:5060/UDP");
        assertThat(zone.asked).hasValue(asked);
    }

    @Test
    void requestsThatWaitForOneNameGoOnInTheirOrder() throws InterruptedException {
        zone.open = new CountDownLatch(1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        var all = new CountDownLatch(3);
        for (var i = 0; i < 3; i++) {
            var number = i;
            locator.whenLocated(Rfc3263Test.uri("sip:x.com"), null, () -> {
                order.add(number);
                all.countDown();
            });
        }
        assertThat(order).isEmpty();
        zone.open.countDown();

        assertThat(all.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void nobodyIsNowhere() throws InterruptedException {
        await("sip:none.com");
        assertThat(first("sip:none.com")).isEqualTo("0.0.0.0:9/UDP");
        zone.broken = true;
        await("sip:other.com");
        assertThat(first("sip:other.com")).isEqualTo("0.0.0.0:9/UDP");
    }

    @Test
    void slowNameKeepsNoOtherBackAndTooManyAreRefused() {
        zone.open = new CountDownLatch(1);
        assertThatThrownBy(() -> {
                    for (var i = 0; i < 2_000; i++) {
                        locator.whenLocated(Rfc3263Test.uri("sip:slow" + i + ".com"), null, () -> {});
                    }
                })
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(first("sip:localhost")).isEqualTo("127.0.0.1:5060/UDP");
    }

    @Test
    void onlyNamesOfTheHostsFileAreOurs() {
        var performer = locator.getDnsLookupPerformer();

        assertThat(performer.locateHopsForNonNumericAddressWithPort("localhost", 5060, "udp"))
                .isNotEmpty();
        assertThat(performer.locateHopsForNonNumericAddressWithPort("x.com", 5060, "udp"))
                .isEmpty();
        assertThat(zone.asked).hasValue(0);
    }
}
