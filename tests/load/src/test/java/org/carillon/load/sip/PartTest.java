// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.carillon.load.Latencies;
import org.carillon.load.sip.server.Kind;
import org.carillon.load.sip.server.Usage;
import org.junit.jupiter.api.Test;

class PartTest {
    /** What a server uses in a second while it is called. */
    private static final int BUSY_MILLIS = 100;

    private static final int RATE = 10;

    private final List<String> called = new ArrayList<>();
    private final Map<Kind, Long> cpuMillis = new EnumMap<>(Kind.class);

    /** What a server uses in a second while another is called. */
    private static int idleMillis(Kind server) {
        return switch (server) {
            case CARILLON -> 3;
            case TOMCAT -> 2;
            case KAMAILIO -> 1;
        };
    }

    private Map<Kind, Sample> measure(int seconds, int slices, Kind... servers) throws Exception {
        var targets = new ArrayList<Target>();
        for (Kind server : servers) {
            cpuMillis.put(server, 5_000L);
            targets.add(new Pretended(server));
        }
        return Part.measure(targets, Slice.cut(seconds, slices));
    }

    @Test
    void servers_are_called_in_turn_slice_by_slice_back_and_forth() throws Exception {
        measure(8, 3, Kind.CARILLON, Kind.TOMCAT, Kind.KAMAILIO);

        assertThat(called)
                .containsExactly(
                        "CARILLON 3",
                        "TOMCAT 3",
                        "KAMAILIO 3",
                        "KAMAILIO 3",
                        "TOMCAT 3",
                        "CARILLON 3",
                        "CARILLON 2",
                        "TOMCAT 2",
                        "KAMAILIO 2");
    }

    @Test
    void a_sample_has_the_calls_of_all_slices() throws Exception {
        Latencies setUp = Latencies.of(List.of(Duration.ofMillis(2), Duration.ofMillis(3), Duration.ofMillis(3)));

        assertThat(measure(8, 3, Kind.CARILLON, Kind.TOMCAT))
                .hasEntrySatisfying(
                        Kind.TOMCAT, sample -> assertThat(sample.calls()).isEqualTo(new Calls(80, 77, 6, 3, setUp)));
    }

    @Test
    void what_a_server_uses_while_another_is_called_is_counted_too() throws Exception {
        Map<Kind, Sample> samples = measure(8, 3, Kind.CARILLON, Kind.TOMCAT, Kind.KAMAILIO);

        assertThat(samples).containsOnlyKeys(Kind.CARILLON, Kind.TOMCAT, Kind.KAMAILIO);
        samples.forEach((kind, sample) -> assertThat(sample.cpu())
                .as(kind.title())
                .isEqualTo(Duration.ofMillis(8L * BUSY_MILLIS + 16L * idleMillis(kind))));
    }

    @Test
    void the_memory_is_that_after_the_last_slice() throws Exception {
        Map<Kind, Sample> samples = measure(4, 2, Kind.CARILLON, Kind.TOMCAT);

        assertThat(samples)
                .hasEntrySatisfying(
                        Kind.TOMCAT, sample -> assertThat(sample.memoryKiB()).isEqualTo(3))
                .hasEntrySatisfying(
                        Kind.CARILLON, sample -> assertThat(sample.memoryKiB()).isEqualTo(4));
    }

    /** A server that takes no time, only notes; its memory is the number of loads until now, of all servers. */
    private final class Pretended implements Target {
        private final Kind kind;

        Pretended(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public Calls call(int seconds) {
            called.add(kind + " " + seconds);
            cpuMillis.replaceAll(
                    (server, cpu) -> cpu + (long) seconds * (server == kind ? BUSY_MILLIS : idleMillis(server)));
            int placed = seconds * RATE;
            return new Calls(placed, placed - 1, 2, 1, Latencies.of(List.of(Duration.ofMillis(seconds))));
        }

        @Override
        public Usage usage() {
            return new Usage(Duration.ofMillis(cpuMillis.getOrDefault(kind, 0L)), called.size());
        }
    }
}
