// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void dayHasTwoDigitsAndNamesAreEnglishWhateverTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Times.rfc2822(Instant.parse("2026-10-05T01:02:03.9Z")))
                    .isEqualTo("Mon, 05 Oct 2026 01:02:03 +0000");
        } finally {
            Locale.setDefault(before);
        }
    }
}
