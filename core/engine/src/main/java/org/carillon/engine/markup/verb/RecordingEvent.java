// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

/** A moment in the life of a recording that can be posted to a tenant. */
public enum RecordingEvent {
    IN_PROGRESS,
    COMPLETED,
    ABSENT
}
