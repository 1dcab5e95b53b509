// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.carillon.engine.webhooks.WebhookLimits.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionOverridesTest {
    @Test
    void urlWithoutFragmentKeepsTheDefaults() {
        assertThat(ConnectionOverrides.parse("https://h/a?b=c"))
                .isEqualTo(new ConnectionOverrides("https://h/a?b=c", WebhookLimits.DEFAULT, java.util.List.of()));
    }

    @Test
    void everyOverrideIsRead() {
        var parsed = ConnectionOverrides.parse("https://h/a?b=c#ct=2000&rt=3000&tt=9000&rc=2&rp=5xx,ct&e=dublin&sni=y");
        assertThat(parsed.url()).isEqualTo("https://h/a?b=c");
        assertThat(parsed.warnings()).isEmpty();
        assertThat(parsed.limits())
                .isEqualTo(new WebhookLimits(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(9),
                        2,
                        Set.of(RetryPolicy.SERVER_ERROR, RetryPolicy.CONNECT_FAILURE)));
    }

    @ParameterizedTest
    @CsvSource({"ct=1, 100", "ct=99999, 10000"})
    void connectTimeOutsideItsRangeTakesTheNearestBound(String override, long millis) {
        var parsed = ConnectionOverrides.parse("http://h/#" + override);
        assertThat(parsed.limits().connect()).isEqualTo(Duration.ofMillis(millis));
        assertThat(parsed.warnings()).hasSize(1);
    }

    @Test
    void otherNumbersOutsideTheirRangeTakeTheNearestBound() {
        var parsed = ConnectionOverrides.parse("http://h/#rt=20000&tt=5&rc=6");
        assertThat(parsed.limits().read()).isEqualTo(Duration.ofSeconds(15));
        assertThat(parsed.limits().total()).isEqualTo(Duration.ofMillis(100));
        assertThat(parsed.limits().retries()).isEqualTo(5);
        assertThat(parsed.warnings()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct=", "ct=fast", "rt=-1", "tt=1e3", "rc=99999999999", "rp=3xx", "rp="})
    void valueThatCannotBeReadKeepsTheDefaultAndWarns(String override) {
        var parsed = ConnectionOverrides.parse("http://h/#" + override);
        assertThat(parsed.limits()).isEqualTo(WebhookLimits.DEFAULT);
        assertThat(parsed.warnings()).hasSize(1);
    }

    @Test
    void badPolicyBesideGoodOnesIsLeftOut() {
        var parsed = ConnectionOverrides.parse("http://h/#rp=5xx,teapot");
        assertThat(parsed.limits().retryOn()).containsExactly(RetryPolicy.SERVER_ERROR);
        assertThat(parsed.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/#", "http://h/#top", "http://h/#&&", "http://h/#x=1"})
    void fragmentOfAnotherKindIsTakenOffInSilence(String url) {
        assertThat(ConnectionOverrides.parse(url))
                .isEqualTo(new ConnectionOverrides("http://h/", WebhookLimits.DEFAULT, java.util.List.of()));
    }

    @Test
    void allMeansEveryPolicy() {
        var limits = ConnectionOverrides.parse("http://h/#rp=all").limits();
        assertThat(RetryPolicy.values()).allMatch(limits::retriesOn);
        assertThat(WebhookLimits.DEFAULT.retriesOn(RetryPolicy.SERVER_ERROR)).isFalse();
    }
}
