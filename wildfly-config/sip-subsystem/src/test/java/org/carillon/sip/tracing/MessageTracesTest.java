// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MessageTracesTest {
    private static final String PEER = "192.0.2.1:5060";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Instant now = Instant.parse("2026-11-28T10:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final MessageTraces traces = new MessageTraces(clock);

    private static Trace ofCall(String callId, int messages) {
        return new Trace(callId, null, MINUTE, messages);
    }

    @Test
    void nothingIsWantedWhileNothingIsTraced() {
        assertThat(traces.isActive()).isFalse();
        assertThat(traces.wants("a", PEER)).isFalse();
    }

    @Test
    void traceOfACallWantsItsMessagesOnly() {
        traces.begin(ofCall("a", 10));

        assertThat(traces.isActive()).isTrue();
        assertThat(traces.wants("a", PEER)).isTrue();
        assertThat(traces.wants("A", PEER)).isFalse();
        assertThat(traces.wants(null, PEER)).isFalse();
    }

    @Test
    void traceOfAPeerWantsEveryCallOfItAndOfBothOnlyThatCall() {
        traces.begin(new Trace(null, Peer.of("192.0.2.1"), MINUTE, 10));
        traces.begin(new Trace("b", Peer.of("192.0.2.2"), MINUTE, 10));

        assertThat(traces.wants("a", PEER)).isTrue();
        assertThat(traces.wants("a", "192.0.2.2:5060")).isFalse();
        assertThat(traces.wants("b", "192.0.2.2:5060")).isTrue();
    }

    @Test
    void traceEndsWithItsTime() {
        traces.begin(ofCall("a", 10));

        now = now.plus(MINUTE);

        assertThat(traces.wants("a", PEER)).isFalse();
        assertThat(traces.isActive()).isFalse();
    }

    @Test
    void traceEndsWithItsLastMessage() {
        traces.begin(ofCall("a", 2));

        assertThat(traces.wants("a", PEER)).isTrue();
        assertThat(traces.list().get(0).written()).isEqualTo(1);
        assertThat(traces.wants("a", PEER)).isTrue();
        assertThat(traces.isActive()).isFalse();
        assertThat(traces.wants("a", PEER)).isFalse();
    }

    @Test
    void operatorEndsOneOrAll() {
        var first = traces.begin(ofCall("a", 2));
        traces.begin(ofCall("b", 2));
        traces.begin(ofCall("c", 2));

        assertThat(traces.end(first)).isTrue();
        assertThat(traces.end(first)).isFalse();
        assertThat(traces.endAll()).isEqualTo(2);
        assertThat(traces.isActive()).isFalse();
    }

    @Test
    void oneMoreThanTheMostIsRefusedUntilAnotherHasEnded() {
        for (var i = 0; i < MessageTraces.MOST; i++) {
            traces.begin(ofCall("a" + i, 1));
        }

        assertThatThrownBy(() -> traces.begin(ofCall("b", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("16");

        now = now.plus(MINUTE);
        traces.begin(ofCall("b", 1));

        assertThat(traces.list()).hasSize(1);
    }

    @Test
    void traceWithoutBoundsIsRefused() {
        assertThatThrownBy(() -> new Trace(null, null, MINUTE, 1)).hasMessageContaining("call-id or a peer");
        assertThatThrownBy(() -> ofCall(" ", 1)).hasMessageContaining("call-id");
        assertThatThrownBy(() -> ofCall("a".repeat(1_001), 1)).hasMessageContaining("call-id");
        assertThatThrownBy(() -> ofCall("a", 0)).hasMessageContaining("messages");
        assertThatThrownBy(() -> ofCall("a", Trace.MOST_MESSAGES + 1)).hasMessageContaining("messages");
        assertThatThrownBy(() -> new Trace("a", null, Duration.ZERO, 1)).hasMessageContaining("1440 minutes");
        assertThatThrownBy(() -> new Trace("a", null, Trace.LONGEST.plusMillis(1), 1))
                .hasMessageContaining("1440 minutes");
    }
}
