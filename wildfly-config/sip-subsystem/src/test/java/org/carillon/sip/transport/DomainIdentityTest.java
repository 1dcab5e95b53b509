// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // The first step of all tests.
class DomainIdentityTest {
    @TempDir
    Path folder;

    private X509Certificate certificate(String subject, @Nullable String alternatives) throws Exception {
        return Identity.of("one", subject, alternatives, folder).certificate();
    }

    @Test
    void dnsNamesAndSubjectDoNotCountBesideASipUri() throws Exception {
        var certificate = certificate("CN=subject.test", "dns:host.test,uri:sip:domain.test");

        assertThat(DomainIdentity.of(certificate)).containsExactly("domain.test");
        assertThat(DomainIdentity.proves(certificate, "domain.test")).isTrue();
        assertThat(DomainIdentity.proves(certificate, "host.test")).isFalse();
        assertThat(DomainIdentity.proves(certificate, "subject.test")).isFalse();
    }

    @Test
    void dotOfTheRootMakesNoDifference() throws Exception {
        assertThat(DomainIdentity.proves(certificate("CN=x", "dns:host.test"), "host.test."))
                .isTrue();
    }

    @Test
    void everySipUriCountsWithItsHostAlone() throws Exception {
        var certificate = certificate(
                "CN=x",
                "uri:SIP:One.test,uri:sip:two.test:5061,uri:sip:three.test;transport=tls,uri:sip:four.test?a=b");

        assertThat(DomainIdentity.of(certificate)).containsExactly("One.test", "two.test", "three.test", "four.test");
    }

    @Test
    void dnsNamesCountBesideUrisOfUsersAndOfOtherSchemes() throws Exception {
        var certificate = certificate(
                "CN=subject.test",
                "uri:sip:who@user.test,uri:sip:user.test;by=who@x,uri:sips:secure.test,uri:https://web.test,"
                        + "dns:one.test,dns:two.test");

        assertThat(DomainIdentity.of(certificate)).containsExactly("one.test", "two.test");
    }

    @Test
    void subjectCountsWithoutAlternativeNames() throws Exception {
        assertThat(DomainIdentity.of(certificate("CN=near.test, CN=far.test, O=Carillon, C=DE", null)))
                .containsExactly("near.test");
    }

    @Test
    void subjectDoesNotCountBesideAnAlternativeNameOfAnyType() throws Exception {
        assertThat(DomainIdentity.of(certificate("CN=subject.test", "ip:127.0.0.1")))
                .isEmpty();
    }

    @Test
    void subjectWithoutACommonNameNamesNobody() throws Exception {
        assertThat(DomainIdentity.of(certificate("O=domain.test", null))).isEmpty();
    }

    @Test
    void nameIsTheSameInAnyCase() throws Exception {
        var certificate = certificate("CN=x", "dns:Domain.TEST");

        assertThat(DomainIdentity.proves(certificate, "domain.test")).isTrue();
        assertThat(DomainIdentity.proves(certificate, "dOMAIN.test")).isTrue();
    }

    @Test
    void partsOfANameAndWildcardsAreOthers() throws Exception {
        var certificate = certificate("CN=x", "dns:*.wild.test,dns:domain.test,dns:axb");

        assertThat(List.of("a.wild.test", "wild.test", "below.domain.test", "main.test", "domain.tes", "a.b"))
                .noneMatch(other -> DomainIdentity.proves(certificate, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain.test", "localhost", "1.example", "a1"})
    void nameIsADomain(String host) {
        assertThat(DomainIdentity.isDomain(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "::1", "[2001:db8::1]", "fe80::1%eth0"})
    void addressIsNoDomain(String host) {
        assertThat(DomainIdentity.isDomain(host)).isFalse();
    }
}
