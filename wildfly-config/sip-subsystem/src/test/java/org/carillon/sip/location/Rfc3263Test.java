// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sip.PeerUnavailableException;
import javax.sip.SipFactory;
import javax.sip.address.SipURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Type;

class Rfc3263Test {
    private final Zone zone = new Zone()
            .with("a.example.com", Type.A, "192.0.2.1")
            .with("b.example.com", Type.A, "192.0.2.2")
            .with("b.example.com", Type.AAAA, "2001:db8::2");

    static SipURI uri(String text) {
        try {
            return (SipURI) SipFactory.getInstance().createAddressFactory().createURI(text);
        } catch (ParseException | PeerUnavailableException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private List<String> locate(String uri, Set<String> transports, boolean ipv6) throws IOException {
        var search =
                new Rfc3263(zone, new HostsFile(List.of("127.0.0.9 here"), ipv6), transports, ipv6, Long.MAX_VALUE);
        return search.locate(Target.of(uri(uri))).draw(new Random(1)).stream()
                .map(hop -> hop.getHost() + ':' + hop.getPort() + '/' + hop.getTransport())
                .toList();
    }

    private List<String> locate(String uri) throws IOException {
        return locate(uri, Set.of("udp", "tcp", "tls"), false);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:a.example.com, 192.0.2.1:5060/UDP",
        "sips:a.example.com, 192.0.2.1:5061/TLS",
        "sip:a.example.com:5070, 192.0.2.1:5070/UDP",
        "sip:A.Example.COM:5070;transport=tcp, 192.0.2.1:5070/TCP",
        "sip:a.example.com;transport=tcp, 192.0.2.1:5060/TCP",
        "sip:a.example.com;transport=tls, 192.0.2.1:5061/TLS",
        "sips:a.example.com;transport=tcp, 192.0.2.1:5061/TLS",
        "sip:elsewhere;maddr=a.example.com, 192.0.2.1:5060/UDP",
        "sip:here, 127.0.0.9:5060/UDP",
        "sip:localhost:5070, 127.0.0.1:5070/UDP"
    })
    void addressIsTakenWhereNothingElseIs(String uri, String hop) throws IOException {
        assertThat(locate(uri)).containsExactly(hop);
    }

    @Test
    void portOrTransportSkipsWhatTheyDecide() throws IOException {
        zone.with("a.example.com", Type.NAPTR, "10 10 \"s\" \"SIP+D2T\" \"\" _sip._tcp.a.example.com.")
                .with("_sip._tcp.a.example.com", Type.SRV, "1 1 5090 b.example.com.");

        assertThat(locate("sip:a.example.com:5070")).containsExactly("192.0.2.1:5070/UDP");
        assertThat(locate("sip:a.example.com;transport=udp")).containsExactly("192.0.2.1:5060/UDP");
        assertThat(locate("sip:a.example.com")).containsExactly("192.0.2.2:5090/TCP");
    }

    @Test
    void naptrIsFollowedInItsOrderAndWithinWhatWeCan() throws IOException {
        zone.with("x.com", Type.NAPTR, "10 10 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.x.com.")
                .with("x.com", Type.NAPTR, "20 20 \"s\" \"SIP+D2U\" \"\" _sip._udp.x.com.")
                .with("x.com", Type.NAPTR, "20 10 \"s\" \"SIP+D2T\" \"\" _sip._tcp.x.com.")
                .with("x.com", Type.NAPTR, "1 1 \"u\" \"E2U+sip\" \"!^.*$!sip:x@y!\" .")
                .with("_sips._tcp.x.com", Type.SRV, "1 1 5061 a.example.com.")
                .with("_sip._tcp.x.com", Type.SRV, "1 1 5062 a.example.com.")
                .with("_sip._udp.x.com", Type.SRV, "1 1 5063 a.example.com.");

        assertThat(locate("sip:x.com"))
                .containsExactly("192.0.2.1:5061/TLS", "192.0.2.1:5062/TCP", "192.0.2.1:5063/UDP");
        assertThat(locate("sips:x.com")).containsExactly("192.0.2.1:5061/TLS");
        assertThat(locate("sip:x.com", Set.of("udp"), false)).containsExactly("192.0.2.1:5063/UDP");
    }

    @Test
    void priorityComesFirstAndALoneDotIsNobody() throws IOException {
        zone.with("_sip._udp.y.com", Type.SRV, "20 0 5070 b.example.com.")
                .with("_sip._udp.y.com", Type.SRV, "10 0 5060 a.example.com.")
                .with("_sip._udp.z.com", Type.SRV, "0 0 0 .")
                .with("z.com", Type.A, "192.0.2.9");

        assertThat(locate("sip:y.com")).containsExactly("192.0.2.1:5060/UDP", "192.0.2.2:5070/UDP");
        assertThat(locate("sip:z.com")).isEmpty();
    }

    @Test
    void bothFamiliesAreTriedWhereWeHaveBoth() throws IOException {
        assertThat(locate("sip:b.example.com", Set.of("udp"), true))
                .containsExactly("192.0.2.2:5060/UDP", "[2001:db8:0:0:0:0:0:2]:5060/UDP");
        assertThat(locate("sip:b.example.com")).containsExactly("192.0.2.2:5060/UDP");
    }

    @Test
    void weightDecidesHowOftenAServerIsFirst() throws IOException {
        zone.with("_sip._udp.w.com", Type.SRV, "1 90 5060 a.example.com.")
                .with("_sip._udp.w.com", Type.SRV, "1 10 5060 b.example.com.");
        var search = new Rfc3263(zone, new HostsFile(List.of(), false), Set.of("udp"), false, Long.MAX_VALUE);
        var located = search.locate(Target.of(uri("sip:w.com")));
        var random = new Random(7);
        Map<String, Integer> first = new HashMap<>();
        for (var i = 0; i < 1_000; i++) {
            var hops = located.draw(random);
            assertThat(hops).hasSize(2);
            first.merge(hops.element().getHost(), 1, Integer::sum);
        }

        assertThat(first.get("192.0.2.1")).isBetween(850, 950);
    }

    @Test
    void manyRecordsAreBounded() throws IOException {
        for (var i = 0; i < 100; i++) {
            zone.with("many.com", Type.A, "192.0.2." + i);
        }

        assertThat(locate("sip:many.com")).hasSize(8);
    }
}
