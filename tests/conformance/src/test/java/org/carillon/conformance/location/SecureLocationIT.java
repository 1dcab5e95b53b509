// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.conformance.location.DnsSetup.NAMES;

import org.carillon.conformance.report.Proves;
import org.carillon.conformance.server.OnTheServer;
import org.carillon.conformance.wire.Call;
import org.carillon.testing.net.LoopbackPorts;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.as.arquillian.api.ServerSetup;
import org.jboss.as.arquillian.setup.ReloadServerSetupTask;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

/** Servers that the DNS names for TLS, and whose certificates must be for the domain that was asked for (RFC 5922). */
@ServerSetup({ReloadServerSetupTask.class, DnsSetup.class, TlsSetup.class, ReloadServerSetupTask.class})
@SuppressWarnings("NullAway.Init")
class SecureLocationIT extends OnTheServer {
    private TlsServer right;
    private TlsServer wrong;

    @Deployment(testable = false)
    static WebArchive application() {
        return war("location", LocationServlet.class);
    }

    @BeforeEach
    void openServers() {
        right = new TlsServer(TlsSetup.right());
        wrong = new TlsServer(TlsSetup.wrong());
    }

    @AfterEach
    void closeServers() {
        right.close();
        wrong.close();
    }

    /** A domain whose NAPTR record offers TLS alone. */
    private static void secure(String domain) {
        NAMES.add(domain, Type.NAPTR, "10 10 \"s\" \"SIPS+D2T\" \"\" _sips._tcp." + domain + ".");
    }

    private static void server(String domain, int priority, TlsServer server, String host) {
        NAMES.add("_sips._tcp." + domain, Type.SRV, priority + " 1 " + server.port() + " " + host + ".")
                .add(host, Type.A, LoopbackPorts.HOST);
    }

    private String sent(String to) {
        Call call = peer.call("sends");
        return call.send(call.request("MESSAGE").add("X-To", to)).expect(200).require("X-Seen");
    }

    @Test
    @Proves("RFC 3263 4.1")
    void naptrLeadsToAServerOverTls() {
        secure("naptr.secure.test");
        server("naptr.secure.test", 10, right, "host1.test");
        assertThat(sent("sip:who@naptr.secure.test")).isEqualTo("200");
        assertThat(right.requests()).singleElement().satisfies(request -> {
            assertThat(request.uri()).isEqualTo("sip:who@naptr.secure.test");
            assertThat(request.require("Via")).startsWith("SIP/2.0/TLS");
        });
    }

    @Test
    @Proves("RFC 3263 4.2")
    void secureUriLeadsToAServerOverTlsWithoutNaptr() {
        server("srv.secure.test", 10, right, "host2.test");
        assertThat(sent("sips:who@srv.secure.test")).isEqualTo("200");
        assertThat(right.requests()).hasSize(1);
    }

    @Test
    @Proves(value = "RFC 5922 4", negative = true)
    void serverWithTheCertificateOfAnotherDomainGetsNothing() {
        secure("refused.secure.test");
        server("refused.secure.test", 10, wrong, "host3.test");
        assertThat(sent("sip:who@refused.secure.test")).isEqualTo("503");
        assertThat(wrong.requests()).isEmpty();
    }

    @Test
    @Proves(value = "RFC 5922 4", negative = true)
    void serverWhoseCertificateNamesOnlyWhatTheDnsSaidGetsNothing() {
        secure("spoofed.secure.test");
        server("spoofed.secure.test", 10, wrong, "wrong.test");
        assertThat(sent("sip:who@spoofed.secure.test")).isEqualTo("503");
        assertThat(wrong.requests()).isEmpty();
    }

    @Test
    @Proves("RFC 3263 4.3")
    void serverWithTheCertificateOfAnotherDomainIsFollowedByTheNext() {
        secure("mixed.secure.test");
        server("mixed.secure.test", 10, wrong, "host4.test");
        server("mixed.secure.test", 20, right, "host5.test");
        assertThat(sent("sip:who@mixed.secure.test")).isEqualTo("200");
        assertThat(wrong.requests()).isEmpty();
        assertThat(right.requests()).hasSize(1);
    }

    @Test
    @Proves(value = "RFC 5922 4", negative = true)
    void connectionOfOneDomainCarriesNothingForAnother() {
        server("one.secure.test", 10, right, "host6.test");
        server("two.secure.test", 10, right, "host6.test");
        server("stranger.test", 10, right, "host6.test");
        assertThat(sent("sips:who@one.secure.test")).isEqualTo("200");
        assertThat(sent("sips:who@one.secure.test")).isEqualTo("200");
        assertThat(right.connections()).isEqualTo(1);
        assertThat(sent("sips:who@stranger.test")).isEqualTo("503");
        assertThat(sent("sips:who@two.secure.test")).isEqualTo("200");
        assertThat(sent("sips:who@one.secure.test")).isEqualTo("200");
        assertThat(right.requests()).hasSize(4);
    }

    /** {@return what comes of a request to a domain whose server has a certificate, and whether it got there} */
    private String sentTo(Certificate certificate, String domain) {
        try (TlsServer server = new TlsServer(certificate)) {
            secure(domain);
            server(domain, 10, server, "host." + domain);
            String status = sent("sip:who@" + domain);
            assertThat(server.requests()).hasSize(status.equals("200") ? 1 : 0);
            return status;
        }
    }

    @Test
    @Proves("RFC 5922 7.1")
    void sipUriOfACertificateNamesTheDomain() {
        assertThat(sentTo(TlsSetup.uris(), "uri.secure.test")).isEqualTo("200");
    }

    @Test
    @Proves(value = "RFC 5922 7.1", negative = true)
    void sipUriOfAUserNamesNoDomain() {
        assertThat(sentTo(TlsSetup.uris(), "user.secure.test")).isEqualTo("503");
    }

    @Test
    @Proves(value = "RFC 5922 7.1", negative = true)
    void dnsNameBesideASipUriNamesNoDomain() {
        assertThat(sentTo(TlsSetup.uris(), "dns.secure.test")).isEqualTo("503");
    }

    @Test
    @Proves("RFC 5922 7.2")
    void domainIsTheSameInAnyCase() {
        assertThat(sentTo(TlsSetup.spelled(), "case.secure.test")).isEqualTo("200");
    }

    @Test
    @Proves(value = "RFC 5922 7.2", negative = true)
    void wildcardOfACertificateStandsForNoDomain() {
        assertThat(sentTo(TlsSetup.spelled(), "a.wild.secure.test")).isEqualTo("503");
    }
}
