// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.notifications.NotificationStore;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Notifications in the database. They are written by {@link JpaEntryWriter}. */
public final class JpaNotificationStore implements NotificationStore {
    private final Database database;

    /** On this database. */
    public JpaNotificationStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Notification> find(AccountSid account, NotificationSid sid) {
        return database.transact(manager -> Optional.ofNullable(manager.find(NotificationEntity.class, sid.value())))
                .map(NotificationEntity::toNotification)
                .filter(notification -> notification.account().equals(account));
    }

    @Override
    public Page<Notification> list(
            AccountSid account,
            Optional<CallSid> call,
            Optional<Integer> level,
            Optional<Instant> from,
            Optional<Instant> before,
            PageRequest page) {
        ListQuery<NotificationEntity> query = new ListQuery<>(NotificationEntity.class, account)
                .where("r.call = :call", "call", call.map(CallSid::value))
                .where("r.level = :level", "level", level)
                .where("r.created >= :from", "from", from)
                .where("r.created < :before", "before", before);
        return database.transact(manager -> query.page(
                manager,
                page,
                NotificationEntity::toNotification,
                found -> new PageRequest.Cursor(found.created(), found.sid().value())));
    }
}
