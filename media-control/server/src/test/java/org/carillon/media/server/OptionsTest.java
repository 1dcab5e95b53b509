// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void defaultsAreThoseOfTheDocuments() {
        Options options = Options.parse();
        assertThat(options.bind().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(options.mgcpPort()).isEqualTo(2427);
        assertThat(options.firstRtpPort()).isEqualTo(16_384);
        assertThat(options.lastRtpPort()).isEqualTo(24_575);
        assertThat(options.maxLegs()).isEqualTo(2000);
        assertThat(options.rtpTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.latching()).isTrue();
        assertThat(options.callAgents()).isEmpty();
    }

    @Test
    void everyOptionIsRead() {
        Options options = Options.parse(
                "--bind 0.0.0.0 --advertise 192.0.2.1 --host ms1 --mgcp-port 3000 --rtp-ports 20000-20010 --work-dir /w "
                        .concat("--notify a@127.0.0.1:2428,b@127.0.0.2:2429 --max-legs 7 --rtp-timeout 5 --lease 9 ")
                        .concat("--cache-mb 3 --ffmpeg /f --no-latching")
                        .split(" "));
        assertThat(options.advertise()).isEqualTo("192.0.2.1");
        assertThat(options.host()).isEqualTo("ms1");
        assertThat(options.mgcpPort()).isEqualTo(3000);
        assertThat(options.lastRtpPort()).isEqualTo(20_010);
        assertThat(options.workDir()).isEqualTo(Path.of("/w"));
        assertThat(options.callAgents())
                .extracting(agent -> agent.address().getPort())
                .containsExactly(2428, 2429);
        assertThat(options.maxLegs()).isEqualTo(7);
        assertThat(options.cacheBytes()).isEqualTo(3_000_000);
        assertThat(options.ffmpeg()).isEqualTo("/f");
        assertThat(options.latching()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port 1",
                "--mgcp-port",
                "--mgcp-port x",
                "--mgcp-port 70000",
                "--rtp-ports 5",
                "--bind 0.0.0.0",
                "--max-legs 0",
                "--notify a@b@c:x"
            })
    void nonsenseIsRefused(String line) {
        assertThatThrownBy(() -> Options.parse(line.split(" "))).isInstanceOf(IllegalArgumentException.class);
    }
}
