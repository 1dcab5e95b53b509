// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.carillon.sip.descriptor.SecurityConstraint.Resource;
import org.jspecify.annotations.Nullable;

/** Reads {@code <security-constraint>} and {@code <login-config>} of sip.xml. */
final class SecurityXml {
    private final XmlCursor xml;
    private final List<SecurityConstraint> constraints = new ArrayList<>();
    private @Nullable String realm;

    SecurityXml(XmlCursor xml) {
        this.xml = xml;
    }

    SecurityPart part() {
        return new SecurityPart(constraints, realm);
    }

    /** Reads the constraint at which the cursor stands. */
    void constraint() throws XMLStreamException {
        var resources = new ArrayList<Resource>();
        Set<String> roles = null;
        var proxy = false;
        var confidential = false;
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "resource-collection" -> resources.add(resource());
                case "auth-constraint" -> roles = roles();
                case "proxy-authentication" -> {
                    proxy = true;
                    xml.skip();
                }
                case "user-data-constraint" -> confidential = confidential();
                default -> xml.skip();
            }
        }
        if (resources.isEmpty()) {
            throw new IllegalArgumentException("a security-constraint needs a resource-collection");
        }
        constraints.add(new SecurityConstraint(resources, roles, proxy, confidential));
    }

    private Resource resource() throws XMLStreamException {
        var servlets = new HashSet<String>();
        var methods = new HashSet<String>();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "servlet-name" -> servlets.add(xml.text());
                case "sip-method" -> methods.add(xml.text().toUpperCase(Locale.ROOT));
                default -> xml.skip();
            }
        }
        return new Resource(servlets, methods);
    }

    private Set<String> roles() throws XMLStreamException {
        var roles = new HashSet<String>();
        while (xml.nextChild()) {
            if (xml.name().equals("role-name")) {
                roles.add(xml.text());
            } else {
                xml.skip();
            }
        }
        return roles;
    }

    private boolean confidential() throws XMLStreamException {
        var guarantee = "NONE";
        while (xml.nextChild()) {
            if (xml.name().equals("transport-guarantee")) {
                guarantee = xml.text();
            } else {
                xml.skip();
            }
        }
        return switch (guarantee) {
            case "NONE" -> false;
            case "INTEGRAL", "CONFIDENTIAL" -> true;
            default ->
                throw new IllegalArgumentException(
                        "transport-guarantee is NONE, INTEGRAL or CONFIDENTIAL, not " + guarantee);
        };
    }

    /** Reads the login configuration at which the cursor stands. Digest is the only method. */
    void login() throws XMLStreamException {
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "auth-method" -> {
                    var method = xml.text();
                    if (!method.equals("DIGEST")) {
                        throw new IllegalArgumentException("auth-method must be DIGEST, not " + method);
                    }
                }
                case "realm-name" -> realm = xml.text();
                default -> xml.skip();
            }
        }
    }
}
