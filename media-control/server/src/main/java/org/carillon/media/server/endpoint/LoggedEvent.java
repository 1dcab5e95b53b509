// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.endpoint;

/**
 * Something that happened on an endpoint.
 *
 * @param number counts 1, 2, 3 per endpoint
 * @param millis since 1970
 * @param requestId of the request it belongs to; 0 when none
 * @param event as {@code O:} of a notification writes it
 */
public record LoggedEvent(long number, long millis, String requestId, String event) {}
