// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

/** A moment in the life of a dialled call that can be posted to a tenant. */
public enum CallEvent {
    INITIATED,
    RINGING,
    ANSWERED,
    COMPLETED
}
