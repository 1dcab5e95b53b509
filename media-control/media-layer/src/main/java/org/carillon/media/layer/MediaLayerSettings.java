// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.layer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How prompts are made.
 *
 * @param folder {@code carillon.prompts.folder}: where prompts are kept, in {@code speech} and {@code fetched}; {@code media} in
 *     the data folder. The media server must be able to read it.
 * @param atOnce {@code carillon.prompts.processes}: synthesisers, and as many converters, that run at once; 2
 * @param programTime {@code carillon.prompts.program-time}: after this a synthesiser or converter is killed (ISO 8601), PT15S
 * @param speechBytes {@code carillon.prompts.speech-megabytes}: all synthesised speech, 512 MB
 * @param fetchedBytes {@code carillon.prompts.fetched-megabytes}: all fetched audio, 2048 MB
 * @param fileBytes {@code carillon.prompts.file-megabytes}: one fetched file, 40 MB
 */
public record MediaLayerSettings(
        Path folder, int atOnce, Duration programTime, long speechBytes, long fetchedBytes, long fileBytes) {
    /** All keys begin so. */
    public static final String PREFIX = "carillon.prompts.";

    private static final long MEGABYTE = 1_000_000;
    private static final Set<String> KEYS =
            Set.of("folder", "processes", "program-time", "speech-megabytes", "fetched-megabytes", "file-megabytes");

    /** @throws IllegalArgumentException when a value is out of its range; the message names the key */
    public MediaLayerSettings {
        check("processes", atOnce, 1, 64);
        check("program-time in milliseconds", programTime.toMillis(), 100, 120_000);
        check("speech-megabytes in bytes", speechBytes, MEGABYTE, 1_000_000 * MEGABYTE);
        check("fetched-megabytes in bytes", fetchedBytes, MEGABYTE, 1_000_000 * MEGABYTE);
        check("file-megabytes in bytes", fileBytes, 1, 1_000 * MEGABYTE);
    }

    /** What holds when nothing else is set. */
    public static MediaLayerSettings in(Path folder) {
        return new MediaLayerSettings(
                folder, 2, Duration.ofSeconds(15), 512 * MEGABYTE, 2048 * MEGABYTE, 40 * MEGABYTE);
    }

    /**
     * Reads the settings.
     *
     * @param names the names of all settings that there are, ours or not
     * @param values the value of a setting
     * @param data the data folder
     * @throws IllegalArgumentException for a key that does not exist, or a value that cannot be read; the message names it
     */
    public static MediaLayerSettings read(
            Iterable<String> names, Function<String, Optional<String>> values, Path data) {
        for (String name : names) {
            if (name.startsWith(PREFIX) && !KEYS.contains(name.substring(PREFIX.length()))) {
                throw new IllegalArgumentException("There is no setting " + name + "; there are " + PREFIX + KEYS);
            }
        }
        Function<String, Optional<String>> value =
                key -> values.apply(PREFIX + key).map(String::strip).filter(text -> !text.isEmpty());
        MediaLayerSettings normal = in(data.resolve("media"));
        return new MediaLayerSettings(
                value.apply("folder").map(Path::of).orElse(normal.folder).toAbsolutePath(),
                (int) number(value, "processes", normal.atOnce),
                duration(value, "program-time", normal.programTime),
                number(value, "speech-megabytes", normal.speechBytes / MEGABYTE) * MEGABYTE,
                number(value, "fetched-megabytes", normal.fetchedBytes / MEGABYTE) * MEGABYTE,
                number(value, "file-megabytes", normal.fileBytes / MEGABYTE) * MEGABYTE);
    }

    private static long number(Function<String, Optional<String>> value, String key, long normal) {
        try {
            return value.apply(key)
                    .map(Integer::parseInt)
                    .map(Integer::longValue)
                    .orElse(normal);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + key + " is not a whole number", e);
        }
    }

    private static Duration duration(Function<String, Optional<String>> value, String key, Duration normal) {
        try {
            return value.apply(key).map(Duration::parse).orElse(normal);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(PREFIX + key + " is not a duration such as PT15S", e);
        }
    }

    private static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(PREFIX + key + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
