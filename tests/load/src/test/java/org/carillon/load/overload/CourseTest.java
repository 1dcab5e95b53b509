// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CourseTest {
    static final String HEAD = "CurrentTime;TotalCallCreated;SuccessfulCall(C);refused(C);\n";

    static String line(double seconds, int placed, int ended, int refused) {
        return "2026-11-28\t15:48:58.2\t" + seconds + ";" + placed + ";" + ended + ";" + refused + ";\n";
    }

    @Test
    void figures_a_second_are_those_while_calls_were_placed() {
        Course course = Course.parse(
                HEAD
                        + line(100, 0, 0, 0)
                        + line(101, 300, 200, 100)
                        + line(102.5, 750, 600, 300)
                        + line(103, 900, 900, 350)
                        + line(109, 900, 900, 350),
                900);

        assertThat(course.placedPerSecond()).isEqualTo(300, within(1e-6));
        assertThat(course.completedPerSecond()).isEqualTo(120, within(1e-6));
        assertThat(course.completedEachSecond()).containsExactly(100.0, 200 / 1.5);
    }

    @Test
    void what_was_over_at_once_has_no_figures() {
        Course course = Course.parse(HEAD + line(100, 10, 10, 0), 10);

        assertThat(course.placedPerSecond()).isZero();
        assertThat(course.completedPerSecond()).isZero();
        assertThat(course.completedEachSecond()).isEmpty();
    }
}
