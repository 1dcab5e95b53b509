// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.carillon.engine.calls.session.Effect;
import org.junit.jupiter.api.Test;

/** Who wants to know it is told when a recording begins. */
class RecordingCallbackTest {
    @Test
    void beginningIsToldWhenItIsAskedFor() {
        Scenario call = Scenario.running("<Record recordingStatusCallback=\"/kept\""
                + " recordingStatusCallbackEvent=\"in-progress completed\"/>");

        var begun = call.latest(Effect.Tell.class).request();
        assertThat(begun.url()).endsWith("/kept");
        assertThat(begun.parameters())
                .containsEntry("RecordingStatus", "in-progress")
                .containsEntry("RecordingSource", "RecordVerb")
                .doesNotContainKey("RecordingDuration");

        call.recorded(Duration.ofSeconds(2), "#");
        call.kept(32_000);

        assertThat(call.latest(Effect.Tell.class).request().parameters())
                .containsEntry("RecordingStatus", "completed")
                .containsEntry("RecordingDuration", "2");
    }

    @Test
    void beginningIsNotToldUnlessItIsAskedFor() {
        Scenario call = Scenario.running("<Record recordingStatusCallback=\"/kept\"/>");

        assertThat(call.effects(Effect.Tell.class))
                .noneMatch(tell -> tell.request().url().endsWith("/kept"));
    }
}
