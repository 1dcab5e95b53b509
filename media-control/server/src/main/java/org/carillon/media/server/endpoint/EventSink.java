// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

/** Takes events to the call agents. */
public interface EventSink {
    /** Sends one event; returns at once. */
    void send(String endpoint, Owner owner, LoggedEvent event);

    /** Sends what still waits for this endpoint to other call agents. */
    void redirect(String endpoint, Owner owner);
}
