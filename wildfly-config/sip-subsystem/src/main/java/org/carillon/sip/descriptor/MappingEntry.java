// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

/**
 * Sends the initial requests that a rule accepts to a servlet.
 *
 * @param servlet name of the servlet
 * @param rule JSR 289 section 16.3
 */
public record MappingEntry(String servlet, Rule rule) {}
