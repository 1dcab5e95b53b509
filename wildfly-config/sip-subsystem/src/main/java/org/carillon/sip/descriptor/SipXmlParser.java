// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;

/**
 * Reads WEB-INF/sip.xml (JSR 289 section 19): application name, context parameters, listeners, servlets, servlet
 * selection, session and proxy configuration, security; and {@code concurrency-control-mode}, which is our own. Other
 * elements are passed over.
 */
public final class SipXmlParser {
    private final XmlCursor xml;
    private final SecurityXml security;
    private final List<ServletEntry> servlets = new ArrayList<>();
    private final List<MappingEntry> mappings = new ArrayList<>();
    private final List<String> listeners = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private @Nullable String name;
    private @Nullable String mainServlet;
    private @Nullable Integer sessionMinutes;
    private @Nullable Integer proxySeconds;
    private @Nullable ConcurrencyMode concurrency;
    private boolean distributable;

    private SipXmlParser(XmlCursor xml) {
        this.xml = xml;
        this.security = new SecurityXml(xml);
    }

    /**
     * Reads a descriptor.
     *
     * @throws IllegalArgumentException with the line, when it is not well-formed or makes no sense
     */
    public static DescriptorPart parse(InputStream file) {
        XMLStreamReader xml = null;
        try {
            var factory = XMLInputFactory.newDefaultFactory();
            // Descriptors come with the application, but no file may make the server read another one.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            xml = factory.createXMLStreamReader(file);
            return new SipXmlParser(new XmlCursor(xml)).application();
        } catch (XMLStreamException e) {
            throw SipLogger.LOG.badDescriptor(
                    e.getLocation() == null ? 0 : e.getLocation().getLineNumber(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw SipLogger.LOG.badDescriptor(
                    xml == null ? 0 : xml.getLocation().getLineNumber(), String.valueOf(e.getMessage()));
        }
    }

    private DescriptorPart application() throws XMLStreamException {
        xml.nextChild();
        if (!xml.name().equals("sip-app")) {
            throw new IllegalArgumentException("the root element must be sip-app, not " + xml.name());
        }
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "app-name" -> name = xml.text();
                case "context-param" -> parameter(parameters);
                case "listener" -> listeners.add(required(xml.children(), "listener-class"));
                case "servlet" -> servlet();
                case "servlet-selection" -> selection();
                case "servlet-mapping" -> mapping();
                case "distributable" -> {
                    distributable = true;
                    xml.skip();
                }
                case "session-config" -> sessionMinutes = number(xml.children().get("session-timeout"));
                case "proxy-config" -> proxy();
                case "concurrency-control-mode" -> concurrency = ConcurrencyMode.of(xml.text());
                case "security-constraint" -> security.constraint();
                case "login-config" -> security.login();
                default -> xml.skip();
            }
        }
        return new DescriptorPart(
                name,
                servlets,
                mainServlet,
                mappings,
                listeners,
                parameters,
                sessionMinutes,
                proxySeconds,
                null,
                null,
                security.part(),
                concurrency,
                distributable);
    }

    private void servlet() throws XMLStreamException {
        String servletName = null;
        String className = null;
        var loadOnStartup = -1;
        var init = new LinkedHashMap<String, String>();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "servlet-name" -> servletName = xml.text();
                case "servlet-class" -> className = xml.text();
                case "load-on-startup" -> loadOnStartup = Integer.parseInt(xml.text());
                case "init-param" -> parameter(init);
                default -> xml.skip();
            }
        }
        if (servletName == null || className == null) {
            throw new IllegalArgumentException("a servlet needs servlet-name and servlet-class");
        }
        servlets.add(new ServletEntry(servletName, className, loadOnStartup, init));
    }

    private void selection() throws XMLStreamException {
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "main-servlet" -> mainServlet = xml.text();
                case "servlet-mapping" -> mapping();
                default -> xml.skip();
            }
        }
    }

    private void mapping() throws XMLStreamException {
        String servlet = null;
        Rule rule = null;
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "servlet-name" -> servlet = xml.text();
                case "pattern" -> rule = only(rules());
                default -> xml.skip();
            }
        }
        if (servlet == null || rule == null) {
            throw new IllegalArgumentException("a servlet-mapping needs servlet-name and pattern");
        }
        mappings.add(new MappingEntry(servlet, rule));
    }

    private static Rule only(List<Rule> rules) {
        if (rules.size() != 1) {
            throw new IllegalArgumentException("exactly one condition is expected, not " + rules.size());
        }
        return rules.get(0);
    }

    private List<Rule> rules() throws XMLStreamException {
        var rules = new ArrayList<Rule>();
        while (xml.nextChild()) {
            rules.add(rule());
        }
        return rules;
    }

    private Rule rule() throws XMLStreamException {
        var kind = xml.name();
        var ignoreCase = "true".equals(xml.attribute("ignore-case"));
        return switch (kind) {
            case "and" -> new Rule.And(rules());
            case "or" -> new Rule.Or(rules());
            case "not" -> new Rule.Not(only(rules()));
            case "exists" -> new Rule.Exists(variable(xml.children()));
            case "equal", "contains", "subdomain-of" -> {
                var parts = xml.children();
                var value = required(parts, "value");
                yield switch (kind) {
                    case "equal" -> new Rule.Equal(variable(parts), value, ignoreCase);
                    case "contains" -> new Rule.Contains(variable(parts), value, ignoreCase);
                    default -> new Rule.SubdomainOf(variable(parts), value);
                };
            }
            default -> throw new IllegalArgumentException("unknown condition " + kind);
        };
    }

    private static RequestVariable variable(Map<String, String> parts) {
        return RequestVariable.parse(required(parts, "var"));
    }

    private void parameter(Map<String, String> target) throws XMLStreamException {
        var parts = xml.children();
        target.put(required(parts, "param-name"), required(parts, "param-value"));
    }

    private void proxy() throws XMLStreamException {
        var parts = xml.children();
        // The second name is the one of JSR 116.
        proxySeconds = number(parts.getOrDefault("proxy-timeout", parts.get("sequential-search-timeout")));
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static String required(Map<String, String> parts, String element) {
        var text = parts.get(element);
        if (text == null) {
            throw new IllegalArgumentException("element " + element + " is missing");
        }
        return text;
    }
}
