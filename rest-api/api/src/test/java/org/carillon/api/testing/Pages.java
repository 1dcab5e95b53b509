// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.paging.PageRequest.Cursor;

/** Cuts lists as the ports promise: newest first, then by SID downwards. */
final class Pages {
    private Pages() {}

    static <T> Page<T> cut(List<T> all, Function<T, Instant> created, Function<T, String> sid, PageRequest page) {
        Comparator<T> order = Comparator.comparing(created).thenComparing(sid).reversed();
        List<T> rest = all.stream()
                .sorted(order)
                .filter(item -> page.after()
                        .map(after -> isBehind(created.apply(item), sid.apply(item), after))
                        .orElse(true))
                .toList();
        if (rest.size() <= page.size()) {
            return new Page<>(rest, Optional.empty());
        }
        T last = rest.get(page.size() - 1);
        return new Page<>(rest.subList(0, page.size()), Optional.of(new Cursor(created.apply(last), sid.apply(last))));
    }

    private static boolean isBehind(Instant created, String sid, Cursor cursor) {
        int byTime = created.compareTo(cursor.created());
        return byTime < 0 || (byTime == 0 && sid.compareTo(cursor.sid()) < 0);
    }
}
