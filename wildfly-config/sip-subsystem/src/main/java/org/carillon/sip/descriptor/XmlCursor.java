// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A place in a descriptor, moved from child to child. */
final class XmlCursor {
    private final XMLStreamReader xml;

    XmlCursor(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** {@return the name of the current element} */
    String name() {
        return xml.getLocalName();
    }

    @Nullable
    String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    /** {@return whether there is a next child; at the end of the parent there is none} */
    boolean nextChild() throws XMLStreamException {
        return xml.nextTag() == XMLStreamConstants.START_ELEMENT;
    }

    /** Reads the current element, which holds only text. */
    String text() throws XMLStreamException {
        return xml.getElementText().strip();
    }

    /** Reads the children of the current element that hold only text. */
    Map<String, String> children() throws XMLStreamException {
        var parts = new LinkedHashMap<String, String>();
        while (nextChild()) {
            parts.put(name(), text());
        }
        return parts;
    }

    /** Passes over the current element with all that is in it. */
    void skip() throws XMLStreamException {
        for (var depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }
}
