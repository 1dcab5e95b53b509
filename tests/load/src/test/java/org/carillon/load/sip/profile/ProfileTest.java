// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final List<String> PARSER = List.of("gov.nist.javax.sip.parser.StringMsgParser.parseSIPMessage");
    private static final List<String> SERVLET = List.of("org.carillon.load.sip.app.BenchServlet.doInvite");

    private final Profile.Builder builder = new Profile.Builder();

    @Test
    void shares_are_those_of_the_samples_and_the_largest_comes_first() {
        builder.sample(SERVLET);
        builder.sample(PARSER);
        builder.sample(PARSER);
        builder.sample(PARSER);

        Profile profile = builder.build(10, 1_000_000);

        assertThat(profile.areas()).containsExactly(Area.READING, Area.APPLICATION);
        assertThat(profile.share(Area.READING)).isCloseTo(0.75, within(1e-9));
        assertThat(profile.share(Area.TIMERS)).isZero();
        assertThat(profile.sampleCount()).isEqualTo(4);
    }

    @Test
    void allocations_are_per_call() {
        builder.allocated(PARSER, 20_480);
        builder.allocated(SERVLET, 10_240);

        Profile profile = builder.build(10, 1_000_000);

        assertThat(profile.kibibytesPerCall(Area.READING)).isCloseTo(2.0, within(1e-9));
        assertThat(profile.kibibytesPerCall()).isCloseTo(3.0, within(1e-9));
    }

    @Test
    void threads_of_a_pool_are_one_and_what_no_thread_of_java_used_is_the_machines() {
        builder.ran("carillon-lane-1", 2_000_000);
        builder.ran("carillon-lane-22", 3_000_000);
        builder.ran("reader", 1_000_000);
        builder.ran("idle", 50_000);

        Profile profile = builder.build(10, 10_000_000);

        assertThat(profile.millisPerCall()).isCloseTo(1.0, within(1e-9));
        assertThat(profile.threadsPerCall())
                .containsExactly(
                        Map.entry("carillon-lane-N", 0.5), Map.entry(Profile.MACHINE, 0.395), Map.entry("reader", 0.1));
    }

    /** The events of threads are a second coarse, so their sum can be a little more than the whole. */
    @Test
    void machine_never_has_less_than_nothing() {
        builder.ran("carillon-lane-1", 2_000_000);

        assertThat(builder.build(1, 1_000_000).threads()).containsEntry(Profile.MACHINE, 0L);
    }
}
