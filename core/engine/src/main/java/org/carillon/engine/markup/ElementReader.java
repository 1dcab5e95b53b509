// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.markup.schema.ElementSpec;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.schema.MarkupSchema;
import org.carillon.engine.markup.xml.XmlElement;
import org.carillon.engine.markup.xml.XmlNode;
import org.carillon.engine.markup.xml.XmlText;

/** Checks that an element stands where it may and holds only what it may, and gives readers of verbs what they need. */
final class ElementReader {

    private final XmlElement element;
    private final ElementSpec spec;
    private final Findings findings;
    private final AttributeReader attributes;
    private final List<ElementReader> children;

    private ElementReader(XmlElement element, ElementSpec spec, Findings findings) throws MarkupException {
        this.element = element;
        this.spec = spec;
        this.findings = findings;
        this.attributes = new AttributeReader(element, spec, findings);
        this.children = readChildren();
    }

    /** @throws MarkupException when the element is not the root of a document */
    static ElementReader root(XmlElement element, Findings findings) throws MarkupException {
        Optional<ElementSpec> spec = MarkupSchema.element("", element.name());
        if (!element.name().equals(MarkupSchema.ROOT) || spec.isEmpty()) {
            throw Findings.failure(
                    MarkupError.ROOT_NOT_RESPONSE, "the root element is <" + element.name() + ">", element);
        }
        return new ElementReader(element, spec.get(), findings);
    }

    String name() {
        return element.name();
    }

    XmlElement element() {
        return element;
    }

    AttributeReader attributes() {
        return attributes;
    }

    Findings findings() {
        return findings;
    }

    void warn(MarkupError error, String message) {
        findings.warn(error, message, element);
    }

    /** The elements inside, in order. */
    List<ElementReader> children() {
        return children;
    }

    /** The text directly inside, single-spaced and trimmed; of interest for elements that hold text. */
    String text() {
        return element.ownText().replaceAll("\\s+", " ");
    }

    /** What stands in a Say is speech, which has its own reader. */
    private List<ElementReader> readChildren() throws MarkupException {
        if (element.name().equals("Say")) {
            return List.of();
        }
        if (!spec.holdsText()) {
            warnOfText();
        }
        var read = new ArrayList<ElementReader>();
        for (XmlElement child : element.elements()) {
            read.add(child(child));
        }
        return read;
    }

    private ElementReader child(XmlElement child) throws MarkupException {
        Optional<ElementSpec> childSpec = MarkupSchema.element(element.name(), child.name());
        if (childSpec.isPresent() && spec.children().contains(child.name())) {
            return new ElementReader(child, childSpec.get(), findings);
        }
        if (spec.notOffered().contains(child.name())) {
            throw Findings.failure(
                    MarkupError.VERB_NOT_OFFERED, "<" + child.name() + "> is not offered by this version", child);
        }
        throw Findings.failure(spec.misplaced(), misplaced(child), child);
    }

    private String misplaced(XmlElement child) {
        String problem = "<" + child.name() + "> may not stand in <" + element.name() + ">";
        Optional<String> meant = spec.children().stream()
                .filter(name -> name.equalsIgnoreCase(child.name()))
                .findFirst();
        if (meant.isPresent()) {
            return problem + "; names are case-sensitive: <" + meant.get() + ">";
        }
        if (spec.children().isEmpty()) {
            return problem + ", nor may any other element";
        }
        return problem + "; these may: "
                + String.join(", ", spec.children().stream().sorted().toList());
    }

    private void warnOfText() {
        for (XmlNode child : element.children()) {
            if (child instanceof XmlText run && !run.text().isBlank()) {
                findings.warn(MarkupError.SCHEMA_VIOLATION, "text in <" + element.name() + "> is left out", run);
                return;
            }
        }
    }
}
