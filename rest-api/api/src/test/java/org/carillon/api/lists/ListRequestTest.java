// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest.Cursor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListRequestTest {
    private static final String PATH = "/2010-04-01/Accounts/AC1/Calls.json";

    private static Cursor cursor(int number) {
        return new Cursor(
                Instant.ofEpochSecond(1_800_000_000L + number, 123_456_789), "CA" + "0".repeat(31) + number % 10);
    }

    private static Map<String, Object> answer(String query, int records, Optional<Cursor> next) {
        List<String> items = IntStream.range(0, records).mapToObj(i -> "r" + i).toList();
        return ListRequest.of(PATH, query).answer("calls", new Page<>(items, next), item -> item);
    }

    private static String query(@Nullable Object uri) {
        return String.valueOf(uri).substring(PATH.length() + 1);
    }

    @Test
    void envelopeHasExactlyTheKeysThatSdksKnow() {
        assertThat(answer("", 0, Optional.empty()).keySet())
                .containsExactlyInAnyOrder(
                        "calls",
                        "end",
                        "first_page_uri",
                        "next_page_uri",
                        "page",
                        "page_size",
                        "previous_page_uri",
                        "start",
                        "uri");
    }

    @Test
    void emptyListEndsAtOnce() {
        assertThat(answer("", 0, Optional.empty()))
                .containsEntry("end", 0)
                .containsEntry("start", 0)
                .containsEntry("page_size", 50)
                .containsEntry("next_page_uri", null)
                .containsEntry("previous_page_uri", null)
                .containsEntry("uri", PATH + "?PageSize=50&Page=0");
    }

    @Test
    void filtersStayInTheAddressesWithTheirEscapes() {
        Map<String, Object> first = answer("To=%2B1+5&StartTime%3E=2026-01-01&PageSize=2", 2, Optional.of(cursor(1)));

        assertThat(first)
                .containsEntry("first_page_uri", PATH + "?To=%2B1%205&StartTime%3E=2026-01-01&PageSize=2&Page=0");
        assertThat(String.valueOf(first.get("next_page_uri")))
                .startsWith(PATH + "?To=%2B1%205&StartTime%3E=2026-01-01&PageSize=2&Page=1&PageToken=PA");
    }

    @Test
    void nextPageBeginsBehindTheLastRecord() {
        Map<String, Object> first = answer("PageSize=2", 2, Optional.of(cursor(1)));
        String second = query(first.get("next_page_uri"));

        assertThat(ListRequest.of(PATH, second).request().after()).hasValue(cursor(1));
        assertThat(answer(second, 1, Optional.empty()))
                .containsEntry("start", 2)
                .containsEntry("end", 2)
                .containsEntry("page", 1)
                .containsEntry("previous_page_uri", PATH + "?PageSize=2&Page=0");
    }

    @Test
    void oneCanGoBackSixteenPages() {
        String query = "PageSize=1";
        for (int i = 1; i <= 30; i++) {
            query = query(answer(query, 1, Optional.of(cursor(i))).get("next_page_uri"));
        }
        @Nullable Object uri = PATH + "?" + query;
        int steps = 0;
        while (uri != null) {
            assertThat(ListRequest.of(PATH, query(uri)).request().after()).hasValue(cursor(30 - steps));
            uri = answer(query(uri), 1, Optional.empty()).get("previous_page_uri");
            steps++;
        }
        assertThat(steps).isEqualTo(17);
    }

    @Test
    void sizeHasBounds() {
        assertThat(ListRequest.of(PATH, "PageSize=1000&PageSize=3").request().size())
                .isEqualTo(1_000);
        assertThat(ListRequest.of(PATH, "PageSize=5000").request().size()).isEqualTo(1_000);
        assertThatThrownBy(() -> ListRequest.of(PATH, "PageSize=0")).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Page=1",
                "Page=-1",
                "PageToken=x",
                "PageToken=PA",
                "PageToken=PA!!",
                "PageToken=PAAQEAAAAA",
                "Page=1&PageToken=PAAgEAAAAAawAAAAAAAABDQQAAAAAAAAAAAAAAAAAAAAA"
            })
    void pageThatCannotBeFoundIsRefused(String query) {
        assertThatThrownBy(() -> ListRequest.of(PATH, query)).isInstanceOf(ApiException.class);
    }
}
