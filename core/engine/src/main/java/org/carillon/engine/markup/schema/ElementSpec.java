// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One element that a document may have.
 *
 * @param attributes by name, in the order of the documentation
 * @param children names of the elements that may stand directly inside
 * @param notOffered names of Twilio's elements that may stand inside there, but that are not offered here yet
 * @param misplaced what another element inside is called
 * @param holdsText whether text may stand directly inside
 */
public record ElementSpec(
        String name,
        Map<String, AttributeSpec> attributes,
        Set<String> children,
        Set<String> notOffered,
        MarkupError misplaced,
        boolean holdsText) {

    public ElementSpec {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = Set.copyOf(children);
        notOffered = Set.copyOf(notOffered);
    }

    /** The attribute of a name, empty when the element has none such. */
    public Optional<AttributeSpec> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName));
    }

    static ElementSpec leaf(String name, AttributeSpec... attributes) {
        return new ElementSpec(
                name, byName(List.of(attributes)), Set.of(), Set.of(), MarkupError.SCHEMA_VIOLATION, false);
    }

    static ElementSpec text(String name, AttributeSpec... attributes) {
        return leaf(name, attributes).withText();
    }

    ElementSpec withText() {
        return new ElementSpec(name, attributes, children, notOffered, misplaced, true);
    }

    ElementSpec holding(Set<String> inside, Set<String> notYet, MarkupError otherwise) {
        return new ElementSpec(name, attributes, inside, notYet, otherwise, holdsText);
    }

    private static Map<String, AttributeSpec> byName(List<AttributeSpec> attributes) {
        var map = new LinkedHashMap<String, AttributeSpec>();
        for (AttributeSpec attribute : attributes) {
            map.put(attribute.name(), attribute);
        }
        return map;
    }
}
