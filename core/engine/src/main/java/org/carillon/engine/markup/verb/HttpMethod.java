// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

/** How a tenant's URL is requested. */
public enum HttpMethod {
    GET,
    POST
}
