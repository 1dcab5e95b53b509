// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTest {
    static Stream<Object> copied() {
        return Stream.of(
                "text",
                1,
                2L,
                0.5,
                true,
                Instant.EPOCH,
                List.of("a", 1, List.of(2L)),
                Map.of("a", 1, "b", List.of("c")),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("copied")
    void valueComesBackAsItWas(Object object) {
        assertThat(Objects.requireNonNull(Value.of(object)).object()).isEqualTo(object);
    }

    @Test
    void bytesAreCopied() {
        var bytes = new byte[] {1, 2};
        var value = Objects.requireNonNull(Value.of(bytes));
        bytes[0] = 9;

        assertThat((byte[]) value.object()).containsExactly(1, 2);
    }

    @Test
    void whatCannotBeWrittenIsNoValue() {
        assertThat(Value.of(new Object())).isNull();
        assertThat(Value.of(List.of("a", new Object()))).isNull();
        assertThat(Value.of(Map.of(1, "a"))).isNull();
        assertThat(Value.of(null)).isNull();
    }

    @Test
    void listThatHoldsItselfIsNoValue() {
        var list = new ArrayList<Object>();
        list.add(list);

        assertThat(Value.of(list)).isNull();
    }
}
