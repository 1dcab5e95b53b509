// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.carillon.engine.markup.schema.AttributeSpec;
import org.carillon.engine.markup.schema.AttributeSpec.Support;
import org.carillon.engine.markup.schema.ElementSpec;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.Tones;
import org.carillon.engine.markup.xml.XmlElement;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;

/**
 * Reads the attributes of one element into types. A value that cannot be read gives a warning and the default, as with
 * Twilio; a number that is too large becomes the largest.
 */
final class AttributeReader {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
    /** Stands for the document's own address, which is not known here. */
    private static final String SOMEWHERE = "http://document.invalid/";

    private final XmlElement element;
    private final ElementSpec spec;
    private final Findings findings;

    AttributeReader(XmlElement element, ElementSpec spec, Findings findings) throws MarkupException {
        this.element = element;
        this.spec = spec;
        this.findings = findings;
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            check(attribute.getKey(), attribute.getValue());
        }
    }

    private void check(String name, String value) throws MarkupException {
        Optional<AttributeSpec> known = spec.attribute(name);
        String which = name + " of <" + element.name() + ">";
        if (known.isEmpty()) {
            findings.warn(MarkupError.SCHEMA_VIOLATION, which + " does not exist", element);
            return;
        }
        Support support = known.get().support();
        if (support == Support.REJECTED) {
            throw Findings.failure(MarkupError.VERB_NOT_OFFERED, which + " is not offered", element);
        }
        if (support == Support.ACCEPTED && !value.strip().equals(known.get().neutral())) {
            findings.warn(MarkupError.NOT_ACTED_UPON, which + " was read, but nothing is done with it yet", element);
        }
    }

    Findings findings() {
        return findings;
    }

    /** The value, trimmed; empty when the attribute is missing or blank. */
    Optional<String> text(String name) {
        return element.attribute(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Whether the attribute is written at all, be it with an empty value. */
    boolean has(String name) {
        return element.attribute(name).isPresent();
    }

    /** Of what something is posted to beside the document: a mistake is told, and nothing is posted. */
    Optional<String> url(String name) {
        Optional<String> value = text(name);
        if (value.isPresent() && !isUrl(value.get())) {
            invalid(name, value.get());
            return Optional.empty();
        }
        return value;
    }

    private static boolean isUrl(String value) {
        try {
            UrlResolver.resolve(SOMEWHERE, value);
            return true;
        } catch (InvalidUrlException e) {
            return false;
        }
    }

    /**
     * Where control passes to, as it is written. What is no URL fails when it is asked, as any other server that cannot be
     * asked (11100, the fallback URL): control must never pass silently to somebody else.
     */
    Optional<String> action() {
        return text("action");
    }

    HttpMethod method(String name) {
        return choice(name, Map.of("get", HttpMethod.GET, "post", HttpMethod.POST), HttpMethod.POST, true);
    }

    boolean flag(String name, boolean otherwise) {
        return choice(name, Map.of("true", true, "false", false), otherwise, false);
    }

    Duration seconds(String name, int otherwise, int least, int most) {
        return Duration.ofSeconds(number(name, least, most).orElse(otherwise));
    }

    Duration milliseconds(String name, int otherwise, int least, int most) {
        return Duration.ofMillis(number(name, least, most).orElse(otherwise));
    }

    /** Empty when the attribute is missing or cannot be read. */
    OptionalInt number(String name, int least, int most) {
        Optional<String> written = element.attribute(name).map(String::strip);
        if (written.isEmpty()) {
            return OptionalInt.empty();
        }
        String value = written.get();
        if (!WHOLE_NUMBER.matcher(value).matches() || Integer.parseInt(value) < least) {
            invalid(name, value);
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(value);
        if (number > most) {
            findings.warn(code(name), name + "=\"" + value + "\" is more than " + most + ", which is used", element);
        }
        return OptionalInt.of(Math.min(number, most));
    }

    Optional<Tones> tones(String name) {
        Optional<String> value = text(name);
        if (value.isPresent() && !Tones.isValid(value.get())) {
            invalid(name, value.get());
            return Optional.empty();
        }
        return value.map(Tones::new);
    }

    /** Keys of the twelve that every telephone has; an empty value means none of them. */
    Set<DialKey> keys(String name, Set<DialKey> otherwise) {
        Optional<String> written = element.attribute(name).map(String::strip);
        if (written.isEmpty()) {
            return otherwise;
        }
        Optional<Set<DialKey>> keys = DialKey.setOf(written.get());
        if (keys.isEmpty() || !DialKey.COMMON.containsAll(keys.get())) {
            invalid(name, written.get());
            return otherwise;
        }
        return keys.get();
    }

    /** One constant of an enum, written in small letters with hyphens. */
    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        return choice(name, byWrittenName(type), otherwise, false);
    }

    /** One of several values by its written name. */
    <T> T choice(String name, Map<String, T> values, T otherwise, boolean anyCase) {
        Optional<String> written = element.attribute(name).map(String::strip);
        if (written.isEmpty()) {
            return otherwise;
        }
        T chosen = values.get(anyCase ? written.get().toLowerCase(Locale.ROOT) : written.get());
        if (chosen == null) {
            invalid(name, written.get());
            return otherwise;
        }
        return chosen;
    }

    /** Several constants of an enum with spaces between; the default when none of them can be read. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> type, E otherwise) {
        Map<String, E> values = byWrittenName(type);
        var chosen = EnumSet.noneOf(type);
        for (String word : text(name).orElse("").split("[\\s,]+", -1)) {
            E value = values.get(word);
            if (value != null) {
                chosen.add(value);
            } else if (!word.isEmpty()) {
                invalid(name, word);
            }
        }
        if (chosen.isEmpty()) {
            if (has(name) && text(name).isEmpty()) {
                invalid(name, "");
            }
            return Set.of(otherwise);
        }
        return Collections.unmodifiableSet(chosen);
    }

    void invalid(String name, String value) {
        String shown = value.length() <= 60 ? value : value.substring(0, 60) + "...";
        findings.warn(
                code(name),
                name + " of <" + element.name() + "> cannot be \"" + shown + "\"; the default is used",
                element);
    }

    private MarkupError code(String name) {
        return spec.attribute(name).map(AttributeSpec::invalid).orElse(MarkupError.SCHEMA_VIOLATION);
    }

    private static <E extends Enum<E>> Map<String, E> byWrittenName(Class<E> type) {
        var names = new LinkedHashMap<String, E>();
        for (E constant : EnumSet.allOf(type)) {
            names.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return names;
    }
}
