// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element with its attributes in the order of the document.
 *
 * @param name the name as written, prefix included
 * @param attributes names (prefix included) to values; never contains namespace declarations
 * @param children elements and text in the order of the document
 */
public record XmlElement(String name, Map<String, String> attributes, List<XmlNode> children, int line, int column)
        implements XmlNode {

    public XmlElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** The value of an attribute, empty when the document does not have it. */
    public Optional<String> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName));
    }

    /** The elements directly inside this one. */
    public List<XmlElement> elements() {
        var found = new ArrayList<XmlElement>();
        for (XmlNode child : children) {
            if (child instanceof XmlElement element) {
                found.add(element);
            }
        }
        return found;
    }

    /** The text directly inside this element, without that of nested elements, trimmed. */
    public String ownText() {
        var text = new StringBuilder();
        for (XmlNode child : children) {
            if (child instanceof XmlText run) {
                text.append(run.text());
            }
        }
        return text.toString().strip();
    }
}
