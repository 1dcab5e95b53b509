// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

/**
 * Names a leg's or a mixer's place on a media server. A value that can be kept in a session's state and used by any node.
 *
 * @param server the media server's name in the pool
 * @param endpoint the endpoint on that server
 * @param connection the connection of the endpoint to the outside; empty for a mixer
 */
public record MediaHandle(String server, String endpoint, String connection) {}
