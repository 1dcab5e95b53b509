// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

/** The methods with which tenants' servers are asked. */
public enum HttpMethod {
    /** Parameters in the query. */
    GET,
    /** Parameters in a form body. */
    POST
}
