// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the 2010 API writes them. */
public final class Times {
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** For example {@code Tue, 31 Aug 2010 20:36:28 +0000}: two-digit day, English names, numeric zone. */
    public static String rfc2822(Instant time) {
        return RFC_2822.format(time);
    }
}
