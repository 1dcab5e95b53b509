// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void nothingIsSentWhereThereIsAnotherInterface() {
        assertThatNoException().isThrownBy(() -> OnlyLoopback.refuseUnlessAlone(List.of("lo")));
        assertThatIllegalStateException().isThrownBy(() -> OnlyLoopback.refuseUnlessAlone(List.of("lo", "eth0")));
        assertThatIllegalStateException().isThrownBy(() -> OnlyLoopback.refuseUnlessAlone(List.of()));
    }

    @Test
    void errorsAndTracesInTheLogAreFound() {
        assertThat(LogCheck.problems("""
                        2026-11-28 12:00:00,000 INFO  [org.carillon.sip] (main)  CARSIP0001: SIP container started, 8 lanes
                        2026-11-28 12:00:00,000 WARN  [org.carillon.sip] (x)  CARSIP0031: complained 3 times: java.lang.Error: x
                        2026-11-28 12:00:00,000 ERROR [org.mobicents] (x)  Unexpected
                        \tat org.example.A.b(A.java:1)
                        Exception in thread "lane" java.lang.NullPointerException
                        Caused by: java.io.IOException
                        """)).hasSize(4);
    }

    @Test
    void lastingThreadThatIsGoneIsFoundAndOneOfAPoolIsNot() {
        var before = Map.of("carillon-UDPMessageChannelThread-#", 8, "default task-#", 9, "main", 1);

        assertThat(Threads.dead(before, Map.of("carillon-UDPMessageChannelThread-#", 7, "main", 1)))
                .containsExactly("carillon-UDPMessageChannelThread-#");
        assertThat(Threads.dead(before, before)).isEmpty();
    }

    @Test
    void twoMessagesInOneFrameMayBeLongerThanOneCanBe() {
        assertThat(Line.frame(new byte[70_000]))
                .hasSize(70_014)
                .startsWith(0x81, 0x80 | 127, 0, 0, 0, 0, 0, 1, 17, 112);
    }

    @Test
    void optionsAreReadAndWrongOnesRefused() {
        var options = RobustOptions.parse(List.of("--messages", "5000", "--seed", "9", "--fault", "leak"), 1);

        assertThat(options.messages()).isEqualTo(5_000);
        assertThat(options.seed()).isEqualTo(9);
        assertThat(options.fault()).isEqualTo("leak");
        assertThat(RobustOptions.parse(List.of(), 77).seed()).isEqualTo(77);
        assertThatIllegalArgumentException().isThrownBy(() -> RobustOptions.parse(List.of("--messages", "many"), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RobustOptions.parse(List.of("--messages", "10"), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RobustOptions.parse(List.of("--fault", "no"), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> RobustOptions.parse(List.of("--seed"), 1));
    }
}
