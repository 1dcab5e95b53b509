// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.notifications;

import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Port: reads notifications. The methods block. */
public interface NotificationStore {
    /** The account's notification. */
    Optional<Notification> find(AccountSid account, NotificationSid sid);

    /**
     * The account's notifications that pass the filters.
     *
     * @param from inclusive
     * @param before exclusive
     */
    Page<Notification> list(
            AccountSid account,
            Optional<CallSid> call,
            Optional<Integer> level,
            Optional<Instant> from,
            Optional<Instant> before,
            PageRequest page);
}
