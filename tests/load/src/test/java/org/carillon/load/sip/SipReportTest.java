// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carillon.load.Latencies;
import org.carillon.load.sip.server.Kind;
import org.junit.jupiter.api.Test;

class SipReportTest {
    private final Figures figures = new Figures();

    private static Sample sample(int micros, int completed) {
        var setUp = Latencies.of(completed == 0 ? List.of() : List.of(Duration.ofMillis(4), Duration.ofMillis(8)));
        var calls = new Calls(100, completed, 3, 0, setUp);
        return new Sample(calls, Duration.ofNanos(1_000L * micros * completed), 2_048);
    }

    private SipReport report(String... options) {
        return new SipReport(SipOptions.parse(List.of(options)), figures);
    }

    @Test
    void a_server_has_a_line_per_flow_with_every_round() {
        figures.add(Flow.ANSWER, Kind.CARILLON, sample(400, 100));
        figures.add(Flow.ANSWER, Kind.CARILLON, sample(300, 100));
        figures.add(Flow.ANSWER, Kind.TOMCAT, sample(700, 99));

        assertThat(report().costs().toString())
                .contains(
                        "| answer and hang up, 300/s | Carillon | 0.350 (0.400, 0.300) | 4 / 8 ms | 0 | 6 | 0 | 2 MiB |")
                .contains(
                        "| answer and hang up, 300/s | Restcomm on Tomcat | 0.700 (0.700) | 4 / 8 ms | 1 | 3 | 0 | 2 MiB |")
                .contains("| answer and hang up | 0.50 | – | 0 % |");
    }

    @Test
    void what_was_not_measured_has_no_number() {
        figures.add(Flow.CALLEE, Kind.CARILLON, sample(0, 0));

        assertThat(report("--peers", "none").costs().toString())
                .contains("| to a callee, 200/s | Carillon | – (–) | – / – ms | 100 | 3 | 0 | 2 MiB |")
                .contains("| to a callee | – | – | – |");
    }

    @Test
    void the_head_says_on_what_and_which_fault_was_planted() {
        assertThat(report("--fault", "deaf", "--slices", "5")
                        .head(List.of("Carillon", "Java"), "0.1 0.2 0.3")
                        .toString())
                .contains("load average 0.1 0.2 0.3 before")
                .contains("Carillon, Java; G1, 1 GiB of heap.")
                .contains("Rounds: 3 of 30 s each in 5 slices, after 60 s of warm-up.")
                .contains("Planted fault: deaf.");
    }

    @Test
    void heap_and_steps_have_tables() {
        var heap = new HeapFigures(20_480, List.of(10_240.0, 5_120.0, 1_024.0, 0.0));

        assertThat(report().heap(Map.of(Kind.CARILLON, heap))
                        .steps(Map.of(Flow.CALLEE, Map.of(Kind.KAMAILIO, 8_000)))
                        .steps(Map.of(Flow.CALLEE, Map.of(Kind.TOMCAT, 0)))
                        .toString())
                .contains("| Carillon | 20.0 KiB | 10.0 KiB | 5.0 KiB | 1.0 KiB | 0.0 KiB |")
                .contains("| to a callee | Kamailio | 8000 |")
                .contains("| to a callee | Restcomm on Tomcat | none |");
    }
}
