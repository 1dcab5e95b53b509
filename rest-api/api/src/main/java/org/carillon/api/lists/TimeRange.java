// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.lists;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carillon.api.web.Parameters;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;

/**
 * A filter by time. Lists show whole seconds, so a second that is named includes all of it. Times without a zone are UTC.
 *
 * @param from inclusive
 * @param before exclusive
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> before) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * Reads {@code Name=}, {@code Name<=} and {@code Name>=}: a date {@code 2026-11-20} or a time
     * {@code 2026-11-20T18:30:00Z}. A date alone means the whole day; "on or before" a date means up to its beginning at
     * midnight, "on or after" from its beginning (Twilio: "on or before midnight of this date").
     *
     * @throws ApiException with DATE_INVALID
     */
    public static TimeRange read(Parameters query, String name) {
        Optional<Instant> from = query.text(name + ">").map(text -> start(name, text));
        Optional<Instant> before =
                query.text(name + "<").map(text -> start(name, text)).map(time -> time.plus(1, ChronoUnit.SECONDS));
        Optional<String> exact = query.text(name);
        if (exact.isPresent()) {
            boolean day = DATE.matcher(exact.get()).matches();
            Instant start = start(name, exact.get());
            Instant end = day ? start.plus(1, ChronoUnit.DAYS) : start.plus(1, ChronoUnit.SECONDS);
            from = Optional.of(from.filter(start::isBefore).orElse(start));
            before = Optional.of(before.filter(end::isAfter).orElse(end));
        }
        return new TimeRange(from, before);
    }

    private static Instant start(String name, String text) {
        try {
            Instant time = instant(text).truncatedTo(ChronoUnit.SECONDS);
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 0 && year <= 9_999) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Answered below like a year that no database holds.
        }
        throw new ApiException(
                ApiError.DATE_INVALID,
                name + " is not a date (2026-11-20) or time (2026-11-20T18:30:00Z): "
                        + text.substring(0, Math.min(40, text.length())));
    }

    private static Instant instant(String text) {
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        return iso.matches(".*(?:[Zz]|[+-]\\d{2}:?\\d{2})")
                ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                        .toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
