// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

import org.carillon.engine.ids.CallSid;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.recordings.Recording;

/**
 * Something to be written to the database once and only once, under the key (session, kind, number). An entry that comes
 * again under the same key (a repeated effect) changes nothing.
 */
public sealed interface OutboxEntry {
    /** The session's root call. */
    CallSid session();

    /** Counts the entries of one kind in a session, from 0. */
    int number();

    /** A call has ended. */
    record CallEnded(CallSid session, int number, CallRecord call) implements OutboxEntry {}

    /** A tenant is told about a problem. */
    record Notified(CallSid session, int number, Notification notification) implements OutboxEntry {}

    /** A recording has reached a final status. */
    record Recorded(CallSid session, int number, Recording recording) implements OutboxEntry {}
}
