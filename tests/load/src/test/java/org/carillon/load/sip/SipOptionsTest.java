// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.carillon.load.sip.SipOptions.Extra;
import org.carillon.load.sip.SipOptions.Fault;
import org.carillon.load.sip.SipOptions.Plan;
import org.carillon.load.sip.server.Jvm;
import org.carillon.load.sip.server.Jvm.Collector;
import org.carillon.load.sip.server.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipOptionsTest {
    private static SipOptions parse(String line) {
        return SipOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }

    @Test
    void without_options_it_is_what_the_goals_were_set_with() {
        assertThat(parse(""))
                .isEqualTo(new SipOptions(
                        new Plan(3, 30, 5, 60, 300, 200),
                        new Jvm(17, Collector.G1),
                        Set.of(Kind.TOMCAT, Kind.KAMAILIO),
                        Fault.NONE,
                        Set.of()));
    }

    @Test
    void every_option_reaches_its_place() {
        assertThat(parse(
                        "--rounds 2 --seconds 5 --slices 4 --warm-up 6 --rate-answer 7 --rate-callee 8 --jdk 25 --gc zgc"
                                + " --peers kamailio --heap --steps --profile --fault slow-servlet"))
                .isEqualTo(new SipOptions(
                        new Plan(2, 5, 4, 6, 7, 8),
                        new Jvm(25, Collector.ZGC),
                        Set.of(Kind.KAMAILIO),
                        Fault.SLOW_SERVLET,
                        Set.of(Extra.HEAP, Extra.STEPS, Extra.PROFILE)));
        assertThat(parse("--fault deaf").fault()).isEqualTo(Fault.DEAF);
        assertThat(parse("--write").has(Extra.WRITE)).isTrue();
    }

    @Test
    void ours_is_called_first_and_always() {
        assertThat(parse("").servers()).containsExactly(Kind.CARILLON, Kind.TOMCAT, Kind.KAMAILIO);
        assertThat(parse("--peers none").servers()).containsExactly(Kind.CARILLON);
    }

    @Test
    void a_slice_may_last_a_second_whichever_option_is_first() {
        assertThat(parse("--seconds 4 --slices 4").plan())
                .isEqualTo(parse("--slices 4 --seconds 4").plan())
                .isEqualTo(new Plan(3, 4, 4, 60, 300, 200));
        assertThat(parse("--slices 30").plan().slices()).isEqualTo(30);
    }

    @Test
    void who_gives_less_seconds_than_slices_is_told_both() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--seconds 4"))
                .withMessage("--seconds is at least --slices: 4 s are not enough for 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls",
                "--rounds",
                "--rounds x",
                "--rounds 0",
                "--rounds 10",
                "--seconds 0",
                "--seconds 301",
                "--slices 0",
                "--slices 31 --seconds 60",
                "--slices 5 --seconds 4",
                "--seconds 4",
                "--warm-up 0",
                "--warm-up 601",
                "--rate-answer 0",
                "--rate-callee 20001",
                "--jdk 21",
                "--gc serial",
                "--peers liberty",
                "--peers tomcat,",
                "--fault rain",
                "--fault deaf --write",
                "--loud yes"
            })
    void what_makes_no_sense_is_refused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(line));
    }
}
