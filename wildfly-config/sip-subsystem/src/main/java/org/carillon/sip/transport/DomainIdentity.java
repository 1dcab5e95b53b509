// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.transport;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * The SIP domains that a server's certificate is for (RFC 5922 section 7.1), and whether one is among them (section
 * 7.2).
 *
 * <p>Whether the certificate is to be trusted at all is not asked here.
 */
final class DomainIdentity {
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    /** Types of alternative names, RFC 5280 section 4.2.1.6. */
    private static final int DNS = 2;

    private static final int URI = 6;
    /** A URI with an at sign is that of a user and not of a domain. */
    private static final Pattern SIP_DOMAIN =
            Pattern.compile("sip:(\\[[^\\]@]+\\]|[^\\[\\]:;?@/]+)(?:[:;?][^@]*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private DomainIdentity() {}

    /** {@return whether a host is a domain and not an address, for which these rules are not made} */
    static boolean isDomain(String host) {
        return !ADDRESS.matcher(host).matches();
    }

    /** {@return whether a certificate is for a domain: the whole name, with no wildcards} */
    static boolean proves(X509Certificate certificate, String domain) {
        // The dot of the root is not written in certificates.
        var written = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        // Case makes no difference for letters of ASCII alone (RFC 4343); methods of strings would take others too.
        var name = Pattern.compile(written, Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
        return of(certificate).stream().anyMatch(one -> name.matcher(one).matches());
    }

    /**
     * {@return the domains that a certificate is for} The DNS names count only where no SIP URI is one, and the subject
     * only where there are no alternative names of any type.
     */
    static List<String> of(X509Certificate certificate) {
        // Names that cannot be read are still there, so that the subject counts for nothing.
        if (certificate.getExtensionValue(ALTERNATIVE_NAMES) == null) {
            var name = commonName(certificate);
            return name == null ? List.of() : List.of(name);
        }
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return List.of();
            }
            var domains = values(names, URI).flatMap(DomainIdentity::domain).toList();
            return domains.isEmpty() ? values(names, DNS).toList() : domains;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static Stream<String> values(Collection<List<?>> names, int type) {
        return names.stream().filter(name -> name.get(0).equals(type)).map(name -> String.valueOf(name.get(1)));
    }

    private static Stream<String> domain(String uri) {
        var parts = SIP_DOMAIN.matcher(uri);
        return parts.matches() ? Stream.of(parts.group(1)) : Stream.empty();
    }

    private static @Nullable String commonName(X509Certificate certificate) {
        try {
            var subject = new LdapName(certificate.getSubjectX500Principal().getName());
            String found = null;
            // The last is the most specific.
            for (Rdn part : subject.getRdns()) {
                var name = part.toAttributes().get("CN");
                if (name != null && name.get() instanceof String text) {
                    found = text;
                }
            }
            return found;
        } catch (NamingException e) {
            // A subject that cannot be read names nobody.
            return null;
        }
    }
}
