// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a language says numbers, dates and the like aloud. A further language is a further implementation and a line in
 * {@link #of}.
 */
public interface SpokenForms {

    /**
     * Writes a text out in words.
     *
     * @param interpretAs the attribute of the same name, for example {@code digits}
     * @param format the attribute of the same name, for example {@code dmy}; empty when there is none
     * @return empty when the text is not of that kind, or the language has no form for it here
     */
    Optional<String> say(String interpretAs, String format, String text);

    /**
     * The forms of a language; those that no language differs in when it is not known.
     *
     * @param languageTag for example {@code en-GB}
     */
    static SpokenForms of(String languageTag) {
        String tag = languageTag.toLowerCase(Locale.ROOT);
        Map<String, SpokenForms> byLanguage = Map.of("en", new EnglishForms(!tag.equals("en") && !tag.equals("en-us")));
        return byLanguage.getOrDefault(tag.split("-", 2)[0], Spelling.forLanguage(languageTag));
    }
}
