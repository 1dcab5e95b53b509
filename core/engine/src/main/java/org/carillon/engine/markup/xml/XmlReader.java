// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of one document under its limits. Document type declarations are refused, and with them every kind of
 * entity but the five of XML itself, so neither expansion attacks nor references to files or servers exist. An object
 * reads one document.
 */
public final class XmlReader {

    /** An element whose end has not been seen yet. */
    private static final class Open {
        final String name;
        final Map<String, String> attributes;
        final int line;
        final int column;
        final List<XmlNode> children = new ArrayList<>();

        Open(String name, Map<String, String> attributes, TagPlaces place) {
            this.name = name;
            this.attributes = attributes;
            this.line = place.line();
            this.column = place.column();
        }

        XmlElement close() {
            return new XmlElement(name, attributes, children, line, column);
        }
    }

    private final String text;
    private final XmlLimits limits;
    private final TagPlaces places;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private @Nullable XmlElement root;

    /** A reader of one document. */
    public XmlReader(String text, XmlLimits limits) {
        this.text = text;
        this.limits = limits;
        this.places = new TagPlaces(text);
    }

    /**
     * Reads the document.
     *
     * @throws XmlException when it is not well-formed, or not allowed, or too large
     */
    public XmlElement read() throws XmlException {
        if (text.isBlank()) {
            throw new XmlException(XmlException.Kind.EMPTY, "the body has no characters", 0, 0);
        }
        if (places.findTypeDeclaration()) {
            // Before the parser sees it: even one that ignores declarations reads them first.
            throw here(XmlException.Kind.MALFORMED, "a document type declaration is not allowed");
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            try {
                readAll(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw parseFailure(e);
        } catch (RuntimeException e) {
            // The parser of the JDK lets a few malformed documents out as unchecked exceptions.
            throw new XmlException(XmlException.Kind.MALFORMED, "the XML cannot be read", 0, 0);
        }
        if (root == null) {
            throw new XmlException(XmlException.Kind.MALFORMED, "there is no element", 0, 0);
        }
        return root;
    }

    /**
     * A factory of its own for each document: those of the JDK are not safe for use by several threads.
     * {@code newDefaultFactory} because an application server may put another parser in front.
     */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Speech tags come with undeclared prefixes (amazon:effect); to us a prefix is part of the name.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // JDK 25 stops at 200, JDK 17 at 10,000; a document must mean the same on both, and its size is bounded anyway.
        factory.setProperty("jdk.xml.elementAttributeLimit", "10000");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        return factory;
    }

    private void readAll(XMLStreamReader reader) throws XMLStreamException, XmlException {
        checkVersion(reader);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin(reader);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
                case XMLStreamConstants.DTD -> throw refused(reader, "a document type declaration is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused(reader, "the entity &" + reader.getLocalName() + "; is not known");
                default -> {
                    // Comments and processing instructions say nothing to us.
                }
            }
        }
    }

    private static void checkVersion(XMLStreamReader reader) throws XmlException {
        String version = reader.getVersion();
        if (version != null && !version.equals("1.0")) {
            throw new XmlException(XmlException.Kind.VERSION, "the document declares version " + version, 1, 1);
        }
    }

    private void begin(XMLStreamReader reader) throws XmlException {
        String name = qualified(reader.getPrefix(), reader.getLocalName());
        places.advance();
        elements++;
        if (elements > limits.elements()) {
            throw here(XmlException.Kind.TOO_MANY_ELEMENTS, "more than " + limits.elements() + " elements");
        }
        if (open.size() >= limits.depth()) {
            throw here(XmlException.Kind.TOO_DEEP, "more than " + limits.depth() + " levels");
        }
        open.push(new Open(name, attributes(reader, name), places));
    }

    private Map<String, String> attributes(XMLStreamReader reader, String element) throws XmlException {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i));
            String value = reader.getAttributeValue(i);
            if (value.length() > limits.attributeCharacters()) {
                String problem = name + " of <" + element + "> has " + value.length() + " characters, "
                        + limits.attributeCharacters() + " are allowed";
                throw here(XmlException.Kind.ATTRIBUTE_TOO_LONG, problem);
            }
            if (!isNamespaceMatter(name)) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }

    private static String qualified(@Nullable String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    private static boolean isNamespaceMatter(String attribute) {
        return attribute.equals("xmlns") || attribute.startsWith("xmlns:") || attribute.startsWith("xsi:");
    }

    private void text(XMLStreamReader reader) {
        Open inside = open.peek();
        if (inside != null) {
            Location where = reader.getLocation();
            inside.children.add(new XmlText(reader.getText(), where.getLineNumber(), where.getColumnNumber()));
        }
    }

    private void end() {
        XmlElement closed = open.pop().close();
        Open parent = open.peek();
        if (parent == null) {
            root = closed;
            return;
        }
        parent.children.add(closed);
    }

    private XmlException here(XmlException.Kind kind, String problem) {
        return new XmlException(kind, problem, places.line(), places.column());
    }

    private static XmlException refused(XMLStreamReader reader, String problem) {
        Location where = reader.getLocation();
        return new XmlException(XmlException.Kind.MALFORMED, problem, where.getLineNumber(), where.getColumnNumber());
    }

    private XmlException parseFailure(XMLStreamException failure) {
        Location where = failure.getLocation();
        int line = where == null ? 0 : Math.max(0, where.getLineNumber());
        int column = where == null ? 0 : Math.max(0, where.getColumnNumber());
        return new XmlException(XmlException.Kind.MALFORMED, problem(failure), line, column);
    }

    /** The parser's own sentence, without the place that it repeats in front. */
    private String problem(XMLStreamException failure) {
        if (text.stripLeading().startsWith("<?xml") && !text.startsWith("<?xml")) {
            return "there is something before the XML declaration, which must come first";
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), "the XML cannot be read");
        int sentence = message.indexOf("Message: ");
        return sentence < 0 ? message : message.substring(sentence + "Message: ".length());
    }
}
