// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

import java.util.ArrayDeque;
import java.util.List;

/** Numbers the events of one endpoint and keeps the last 100. */
public final class EventLog {
    private static final int KEPT = 100;

    private final ArrayDeque<LoggedEvent> events = new ArrayDeque<>();
    private long last;

    LoggedEvent add(long millis, String requestId, String event) {
        LoggedEvent added = new LoggedEvent(++last, millis, requestId, event);
        events.add(added);
        if (events.size() > KEPT) {
            events.remove();
        }
        return added;
    }

    /** Number of the last event, 0 when there was none. */
    public long last() {
        return last;
    }

    /** Kept events after this number, oldest first. */
    public List<LoggedEvent> since(long number) {
        return events.stream().filter(event -> event.number() > number).toList();
    }
}
