// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallRecordTest {
    private static CallRecord record(String from, String status, int seconds) {
        return new CallRecord("CA" + from, from, status, seconds);
    }

    @Test
    void one_completed_record_of_the_right_length_for_each_caller_is_right() {
        List<CallRecord> records = List.of(record("+1", "completed", 15), record("+2", "completed", 16));

        assertThat(CallRecord.problems(List.of("+1", "+2"), records, 15)).isEmpty();
    }

    @Test
    void a_missing_record_is_told() {
        assertThat(CallRecord.problems(List.of("+1"), List.of(), 15)).containsExactly("+1 has no call record");
    }

    @Test
    void a_record_that_is_there_twice_is_told() {
        List<CallRecord> twice = List.of(record("+1", "completed", 15), record("+1", "completed", 15));

        assertThat(CallRecord.problems(List.of("+1"), twice, 15)).containsExactly("+1 has 2 call records");
    }

    @Test
    void a_call_that_is_not_completed_is_told() {
        assertThat(CallRecord.problems(List.of("+1"), List.of(record("+1", "in-progress", 15)), 15))
                .containsExactly("+1 was held for 15 s, its record says in-progress after 15 s");
    }

    @Test
    void durations_that_cannot_be_are_told() {
        assertThat(CallRecord.problems(List.of("+1"), List.of(record("+1", "completed", 13)), 15))
                .hasSize(1);
        assertThat(CallRecord.problems(List.of("+1"), List.of(record("+1", "completed", 19)), 15))
                .hasSize(1);
        assertThat(CallRecord.problems(List.of("+1"), List.of(record("+1", "completed", -1)), 15))
                .hasSize(1);
    }

    @Test
    void a_record_of_somebody_who_did_not_call_is_told() {
        assertThat(CallRecord.problems(List.of(), List.of(record("+9", "completed", 15)), 15))
                .containsExactly("a call record of +9, who did not call");
    }
}
