// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SippFilesTest {
    private static final String HEAD = "StartTime;SuccessfulCall(P);SuccessfulCall(C);Retransmissions(C);\n";

    @Test
    void the_last_line_counts() {
        String statistics = HEAD + "a;1;1;0;\nb;1;105;3;\n";

        assertThat(SippFiles.count(statistics, "SuccessfulCall(C)")).isEqualTo(105);
        assertThat(SippFiles.count(statistics, "Retransmissions(C)")).isEqualTo(3);
    }

    @Test
    void every_line_counts_when_the_course_is_asked_for() {
        assertThat(SippFiles.values(HEAD + "a;1; 1 ;0;\nb;1;105;3;\nc;1;1", "SuccessfulCall(C)"))
                .containsExactly("1", "105");
        assertThat(SippFiles.values("", "SuccessfulCall(C)")).isEmpty();
    }

    @Test
    void a_line_that_is_being_written_does_not_count_yet() {
        assertThat(SippFiles.count(HEAD + "a;1;7;0;\nb;1;1", "SuccessfulCall(C)"))
                .isEqualTo(7);
    }

    @Test
    void before_the_first_line_all_is_zero() {
        assertThat(SippFiles.count("", "SuccessfulCall(C)")).isZero();
        assertThat(SippFiles.count(HEAD, "SuccessfulCall(C)")).isZero();
    }

    @Test
    void a_count_that_sipp_does_not_have_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SippFiles.count(HEAD + "a;1;7;0;\n", "Happy(C)"));
    }

    @Test
    void response_times_are_the_second_column_in_ms() {
        String csv = "Date_ms;response_time_ms;rtd_no\n24.001;0;1\n44.001;4.5;1\n1984;12;1\n";

        assertThat(SippFiles.responseTimes(csv).sorted())
                .containsExactly(Duration.ZERO, Duration.ofNanos(4_500_000), Duration.ofMillis(12));
    }
}
