// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.value;

/**
 * A name and a value that the document wants carried along, for example as a SIP header.
 *
 * @param name never blank
 */
public record Parameter(String name, String value) {}
