// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps the voices and languages of Twilio's Say ({@code man}, {@code woman}, {@code alice}, {@code Polly.Joanna-Neural},
 * {@code Google.de-DE-Standard-A}) to our voices. The table itself is the resource {@code voices.txt}. Pure: the same
 * arguments always give the same voice.
 */
public final class VoiceTable {
    /** Speaks when a document says nothing, or names what the table does not have. */
    public static final String DEFAULT_VOICE = "flite:slt";

    private static final Pattern GOOGLE =
            Pattern.compile("([a-z]{2,3}-[a-z]{2})-(standard|wavenet|neural2|chirp3-hd)(?:-([a-z]+))?");

    /** Google's letters do not tell the gender alike in all languages; these are men in most. */
    private static final String MALE_LETTERS = "bdij";

    private final Map<String, Language> languages = new HashMap<>();
    private final Map<String, NamedVoice> polly = new HashMap<>();
    private final Map<String, Boolean> chirp = new HashMap<>();

    /** Reads the table. */
    public VoiceTable() {
        try (InputStream in = VoiceTable.class.getResourceAsStream("voices.txt")) {
            if (in == null) {
                throw new IllegalStateException("voices.txt is missing beside VoiceTable");
            }
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                reader.lines().map(String::strip).forEach(this::read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Chooses a voice.
     *
     * @param voice Say's attribute as written; upper and lower case are the same
     * @param language Say's attribute as written; a voice that has a language of its own keeps it
     */
    public ChosenVoice choose(Optional<String> voice, Optional<String> language) {
        String name = voice.map(VoiceTable::plain).orElse("");
        Optional<Language> spoken =
                language.map(VoiceTable::plain).filter(tag -> !tag.isEmpty()).flatMap(this::language);
        boolean languageKnown =
                spoken.isPresent() || language.map(String::isBlank).orElse(true);
        Optional<String> named = named(name, language.map(VoiceTable::plain).orElse(""));
        if (named.isPresent()) {
            return new ChosenVoice(named.get(), true);
        }
        boolean voiceKnown = name.isEmpty() || name.equals("man") || name.equals("woman") || name.equals("alice");
        boolean male = name.equals("man");
        String chosen = spoken.or(() -> language("en-us"))
                .map(found -> found.voice(male))
                .orElse(DEFAULT_VOICE);
        return new ChosenVoice(chosen, voiceKnown && languageKnown);
    }

    /**
     * The language that is spoken, in which numbers and dates are read out: a voice with a language of its own keeps it,
     * otherwise the document decides, and English is spoken when it says nothing.
     *
     * @return a language tag in lower case
     */
    public String language(Optional<String> voice, Optional<String> language) {
        String name = voice.map(VoiceTable::plain).orElse("");
        String wanted = language.map(VoiceTable::plain).orElse("");
        if (name.startsWith("polly.")) {
            Optional<String> own = pollyTag(name.substring("polly.".length()), wanted);
            if (own.isPresent()) {
                return own.get();
            }
        }
        Matcher google = GOOGLE.matcher(name.startsWith("google.") ? name.substring("google.".length()) : "");
        if (google.matches() && language(google.group(1)).isPresent()) {
            return google.group(1);
        }
        return wanted.isEmpty() ? "en-us" : wanted;
    }

    /** Every voice that the table can choose, for checks at start. */
    public List<String> voices() {
        return languages.values().stream()
                .flatMap(language -> List.of(language.female, language.male).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<String> named(String name, String language) {
        if (name.startsWith("polly.")) {
            return polly(name.substring("polly.".length()), language);
        }
        return name.startsWith("google.") ? google(name.substring("google.".length())) : Optional.empty();
    }

    private Optional<String> polly(String name, String language) {
        boolean male = namedVoice(name).map(NamedVoice::male).orElse(false);
        return pollyTag(name, language).flatMap(this::language).map(found -> found.voice(male));
    }

    private Optional<String> pollyTag(String name, String language) {
        return namedVoice(name).map(voice -> voice.tags.contains(language) ? language : voice.tags.get(0));
    }

    private Optional<NamedVoice> namedVoice(String name) {
        return Optional.ofNullable(polly.get(name.replaceFirst("-(neural|generative|long-form)$", "")));
    }

    private Optional<String> google(String name) {
        Matcher matcher = GOOGLE.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean male = isMale(matcher.group(3));
        return language(matcher.group(1)).map(found -> found.voice(male));
    }

    private boolean isMale(@Nullable String variant) {
        if (variant == null) {
            return false;
        }
        return variant.length() == 1 ? MALE_LETTERS.contains(variant) : chirp.getOrDefault(variant, false);
    }

    private Optional<Language> language(String tag) {
        Language exact = languages.get(tag);
        return Optional.ofNullable(exact != null ? exact : languages.get(primary(tag)));
    }

    private void read(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] fields = line.split(" +", -1);
        switch (fields[0]) {
            case "language" -> {
                Language language = new Language(fields[2], fields[3]);
                languages.put(plain(fields[1]), language);
                languages.putIfAbsent(primary(plain(fields[1])), language);
            }
            case "polly" -> {
                List<String> tags = new ArrayList<>();
                for (int i = 3; i < fields.length; i++) {
                    tags.add(plain(fields[i]));
                }
                polly.put(plain(fields[1]), new NamedVoice(fields[2].equals("m"), List.copyOf(tags)));
            }
            case "chirp" -> chirp.put(plain(fields[1]), fields[2].equals("m"));
            default -> throw new IllegalStateException("voices.txt has a line of no known kind: " + line);
        }
    }

    private static String primary(String tag) {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag : tag.substring(0, dash);
    }

    /** Lower case, without accents, with a dash for an underscore: documents write all of these. */
    private static String plain(String text) {
        String letters = Normalizer.normalize(text.strip(), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return letters.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Language(String female, String male) {
        String voice(boolean wantsMale) {
            return wantsMale ? male : female;
        }
    }

    private record NamedVoice(boolean male, List<String> tags) {}
}
