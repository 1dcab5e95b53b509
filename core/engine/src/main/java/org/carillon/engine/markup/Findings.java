// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.util.ArrayList;
import java.util.List;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.xml.XmlNode;

/** Collects the warnings of one document, up to a bound. */
final class Findings {

    private final int bound;
    private final List<MarkupWarning> warnings = new ArrayList<>();

    Findings(int bound) {
        this.bound = bound;
    }

    void warn(MarkupError error, String message, XmlNode where) {
        warn(new MarkupWarning(error, message, where.line(), where.column()));
    }

    void warn(MarkupWarning warning) {
        if (warnings.size() < bound) {
            warnings.add(warning);
        }
    }

    List<MarkupWarning> all() {
        return List.copyOf(warnings);
    }

    static MarkupException failure(MarkupError error, String message, XmlNode where) {
        return new MarkupException(error, message, where.line(), where.column());
    }
}
