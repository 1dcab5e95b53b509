// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.carillon.api.web.Parameters;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {
    private static TimeRange read(String query) {
        return TimeRange.read(Parameters.parse(query), "StartTime");
    }

    private static Optional<Instant> at(String time) {
        return Optional.of(Instant.parse(time));
    }

    @Test
    void dateIsTheWholeDay() {
        assertThat(read("StartTime=2026-11-20"))
                .isEqualTo(new TimeRange(at("2026-11-20T00:00:00Z"), at("2026-11-21T00:00:00Z")));
    }

    @Test
    void timeIsAWholeSecond() {
        assertThat(read("StartTime=2026-11-20T01:02:03.7Z"))
                .isEqualTo(new TimeRange(at("2026-11-20T01:02:03Z"), at("2026-11-20T01:02:04Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-02T03:04:05",
                "2020-01-02T03:04:05Z",
                "2020-01-02+03%3A04%3A05",
                "2020-01-02T05:04:05%2B02:00",
                "2020-01-02T05:04:05%2B0200"
            })
    void timesAreTakenAsSdksWriteThem(String time) {
        assertThat(read("StartTime%3E=" + time).from()).isEqualTo(at("2020-01-02T03:04:05Z"));
    }

    @Test
    void inequalitiesIncludeTheTimeThatTheyName() {
        assertThat(read("StartTime%3C=2026-11-20T01:02:03Z&StartTime%3E=2026-11-19"))
                .isEqualTo(new TimeRange(at("2026-11-19T00:00:00Z"), at("2026-11-20T01:02:04Z")));
        assertThat(read("StartTime%3C=2026-11-20").before()).isEqualTo(at("2026-11-20T00:00:01Z"));
    }

    @Test
    void everythingThatIsGivenMustHold() {
        TimeRange range = read("StartTime=2026-11-20&StartTime%3E=2026-11-20T12:00:00Z");

        assertThat(range).isEqualTo(new TimeRange(at("2026-11-20T12:00:00Z"), at("2026-11-21T00:00:00Z")));
        assertThat(read("Other=1")).isEqualTo(new TimeRange(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2026-13-01", "2026-02-30", "2026-11-20T25:00:00Z", "%2B999999-01-01T00:00:00Z"})
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> read("StartTime=" + text))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.DATE_INVALID));
    }
}
