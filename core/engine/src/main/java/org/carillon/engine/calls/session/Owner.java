// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

/**
 * The node that runs a session.
 *
 * @param node its name
 * @param epoch raised by one at every takeover; stores and adapters refuse what an older epoch says
 */
public record Owner(String node, long epoch) {}
