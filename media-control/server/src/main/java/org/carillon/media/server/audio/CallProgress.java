// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.audio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ring-back and busy tones by country, from the list that ITU-T publishes as supplement 2 to E.180. The names are those of
 * Twilio's {@code ringTone} attribute of Dial.
 */
public final class CallProgress {
    private static final Map<String, String> PATTERNS = new HashMap<>();

    static {
        // Frequencies joined by '+', then on and off times in milliseconds, one turn of the cadence.
        ring("440+480 2000 4000", "us", "us-old", "ph", "ve", "tw");
        ring("425 1000 4000", "at", "de", "dk", "nl", "fi", "ch", "cn", "cz", "hu", "lt", "mx", "no", "pl", "se");
        ring("425 1000 4000", "bg", "br", "cl", "ee", "gr", "pt", "ru", "es", "it", "be");
        ring("440 1500 3500", "fr");
        ring("425 1500 3000", "es");
        ring("425 1000 3000", "be");
        ring("425 1000 5000", "no", "se");
        ring("450 1000 4000", "cn");
        ring("440 1000 4000", "mx");
        ring("400+450 400 200 400 2000", "uk", "au", "nz");
        ring("400+440 400 200 400 2000", "in", "za");
        ring("425 400 200 400 2000", "my");
        ring("400+425 400 200 400 2000", "sg");
        ring("400+415 1000 2000", "jp");
        ring("400 1000 3000", "il");
        ring("425 800 3200", "ru");
        ring("425 1000 4000", "th");
        PATTERNS.put("busy-us", "480+620 500 500");
        PATTERNS.put("busy-uk", "400 375 375");
        PATTERNS.put("busy-eu", "425 500 500");
    }

    private final Map<String, Pcm> made = new ConcurrentHashMap<>();

    private static void ring(String pattern, String... countries) {
        for (String country : countries) {
            PATTERNS.put("ring-" + country, pattern);
        }
    }

    /** True for a name such as {@code ring-us} or {@code busy-uk}. */
    public static boolean isKnown(String name) {
        return PATTERNS.containsKey(name);
    }

    /** One turn of the cadence; empty for an unknown name. */
    public Optional<Pcm> turn(String name) {
        String pattern = PATTERNS.get(name);
        return pattern == null ? Optional.empty() : Optional.of(made.computeIfAbsent(name, unused -> render(pattern)));
    }

    private static Pcm render(String pattern) {
        String[] words = pattern.split(" ", -1);
        String[] names = words[0].split("\\+", -1);
        int[] frequencies = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            frequencies[i] = Integer.parseInt(names[i]);
        }
        Pcm[] parts = new Pcm[words.length - 1];
        for (int i = 0; i < parts.length; i++) {
            int millis = Integer.parseInt(words[i + 1]);
            parts[i] = i % 2 == 0 ? Tones.sine(millis, frequencies) : Pcm.silence(millis);
        }
        return Tones.join(parts);
    }
}
