// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.carillon.load.overload.OverloadOptions.Fault;
import org.carillon.load.overload.OverloadOptions.Plan;
import org.carillon.load.sip.server.Jvm;
import org.carillon.load.sip.server.Jvm.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverloadOptionsTest {
    private static OverloadOptions parse(String line) {
        return OverloadOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }

    @Test
    void without_options_it_is_what_the_goal_was_set_with() {
        assertThat(parse(""))
                .isEqualTo(new OverloadOptions(new Plan(30, 60, 100), 0, new Jvm(17, Collector.G1), Fault.NONE, false));
    }

    @Test
    void every_option_reaches_its_place() {
        assertThat(parse("--seconds 40 --warm-up 5 --calls 6 --capacity 7 --jdk 25 --gc zgc --fault no-set-point"))
                .isEqualTo(new OverloadOptions(
                        new Plan(40, 5, 6), 7, new Jvm(25, Collector.ZGC), Fault.NO_SET_POINT, false));
        assertThat(parse("--write --gc g1 --jdk 17"))
                .isEqualTo(new OverloadOptions(Plan.DEFAULT, 0, Jvm.DEFAULT, Fault.NONE, true));
    }

    @Test
    void the_planted_fault_is_in_the_settings_of_the_server() {
        assertThat(Fault.NONE.properties()).isEmpty();
        assertThat(Fault.NO_SET_POINT.properties())
                .containsExactly("-Dcarillon.sip.overload-wait=10000", "-Dcarillon.sip.warm-up-rate=1000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls",
                "--seconds",
                "--seconds x",
                "--seconds 27",
                "--seconds 121",
                "--warm-up 0",
                "--warm-up 601",
                "--calls 0",
                "--calls 1001",
                "--capacity 0",
                "--capacity 20001",
                "--jdk 21",
                "--gc serial",
                "--fault rain",
                "--fault no-set-point --write",
                "--loud yes"
            })
    void what_makes_no_sense_is_refused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(line));
    }

    @Test
    void server_and_generator_need_a_core_each() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Cores.require(1));
        assertThatCode(() -> Cores.require(2)).doesNotThrowAnyException();
    }
}
