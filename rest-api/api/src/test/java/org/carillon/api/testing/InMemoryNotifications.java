// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.notifications.NotificationStore;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Notifications in memory. */
public final class InMemoryNotifications implements NotificationStore {
    private final List<Notification> notifications = new ArrayList<>();

    /** Adds one. */
    public synchronized Notification add(Notification notification) {
        notifications.add(notification);
        return notification;
    }

    @Override
    public synchronized Optional<Notification> find(AccountSid account, NotificationSid sid) {
        return notifications.stream()
                .filter(n -> n.account().equals(account) && n.sid().equals(sid))
                .findFirst();
    }

    @Override
    public synchronized Page<Notification> list(
            AccountSid account,
            Optional<CallSid> call,
            Optional<Integer> level,
            Optional<Instant> from,
            Optional<Instant> before,
            PageRequest page) {
        List<Notification> found = notifications.stream()
                .filter(n -> n.account().equals(account))
                .filter(n -> call.isEmpty() || n.call().equals(call))
                .filter(n -> level.map(l -> n.level() == l).orElse(true))
                .filter(n -> from.map(f -> !n.created().isBefore(f)).orElse(true))
                .filter(n -> before.map(n.created()::isBefore).orElse(true))
                .toList();
        return Pages.cut(found, Notification::created, n -> n.sid().value(), page);
    }
}
