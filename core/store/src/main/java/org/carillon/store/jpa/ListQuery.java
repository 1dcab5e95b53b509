// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/**
 * One page of an account's rows, newest first. Goes on after a place (creation, SID), never by counting rows: a page
 * costs the same wherever it is, and stays where it is while rows are added.
 */
final class ListQuery<E> {
    private final Class<E> entity;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    ListQuery(Class<E> entity, AccountSid account) {
        this.entity = entity;
        where("r.account = :account", "account", account.value());
    }

    /** Adds a condition with one named value. Conditions are constants of the code; only values come from outside. */
    ListQuery<E> where(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
        return this;
    }

    /** Adds a condition when the value is there. */
    ListQuery<E> where(String condition, String name, Optional<?> value) {
        value.ifPresent(present -> where(condition, name, present));
        return this;
    }

    /** Adds a condition without a value. */
    ListQuery<E> where(String condition) {
        conditions.add(condition);
        return this;
    }

    <T> Page<T> page(
            EntityManager manager, PageRequest page, Function<E, T> convert, Function<T, PageRequest.Cursor> place) {
        page.after().ifPresent(this::after);
        String text = "select r from " + entity.getSimpleName() + " r where " + String.join(" and ", conditions)
                + " order by r.created desc, r.sid desc";
        TypedQuery<E> query = manager.createQuery(text, entity).setMaxResults(page.size() + 1);
        values.forEach(query::setParameter);
        List<T> items = query.getResultStream().map(convert).toList();
        if (items.size() <= page.size()) {
            return new Page<>(items, Optional.empty());
        }
        List<T> kept = items.subList(0, page.size());
        return new Page<>(kept, Optional.of(place.apply(kept.get(kept.size() - 1))));
    }

    /** The first condition is implied by the second; with it the index is entered at the right place. */
    private void after(PageRequest.Cursor cursor) {
        Instant created = Columns.time(cursor.created());
        where("r.created <= :afterCreated", "afterCreated", created);
        where("(r.created < :afterCreated or r.sid < :afterSid)", "afterSid", cursor.sid());
    }
}
