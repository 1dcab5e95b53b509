// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.junit.jupiter.api.Test;

class StackPropertiesTest {
    private static final SipSettings.Timers TIMERS = new SipSettings.Timers(
            Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(32));

    private static SipSettings settings(Map<String, String> properties) {
        return new SipSettings("", "", " ", null, 3, 7, 4096, TIMERS, ConcurrencyMode.NONE, properties);
    }

    @Test
    void lanesBecomeTheStacksWorkers() {
        var properties = StackProperties.of(settings(Map.of()));

        assertThat(properties)
                .containsEntry("gov.nist.javax.sip.THREAD_POOL_SIZE", "3")
                .containsEntry("org.carillon.sip.LANE_LENGTH", "7")
                .containsEntry("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", "4096")
                .containsEntry("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    }

    @Test
    void operatorsPropertyWins() {
        var properties = StackProperties.of(settings(Map.of("gov.nist.javax.sip.MAX_CONNECTIONS", "5")));

        assertThat(properties).containsEntry("gov.nist.javax.sip.MAX_CONNECTIONS", "5");
    }

    @Test
    void blankSettingMeansUnset() {
        var settings = settings(Map.of());

        assertThat(settings.serverId()).isNull();
        assertThat(settings.node()).isNull();
        assertThat(settings.defaultApplication()).isNull();
    }

    @Test
    void nameOfTheNodeThatIsNoTokenIsRefused() {
        assertThatThrownBy(() ->
                        new SipSettings(null, "a;b", null, null, 1, 1, 4096, TIMERS, ConcurrencyMode.NONE, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node");
    }

    @Test
    void timersOutOfBoundsAreRefused() {
        var second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new SipSettings.Timers(Duration.ZERO, second, second, Duration.ofSeconds(32)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SipSettings.Timers(second, second, second, Duration.ofSeconds(31)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 s");
    }
}
