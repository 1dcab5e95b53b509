// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.value;

/** Whether silence at the beginning and the end of a recording is cut off. */
public enum Trim {
    TRIM_SILENCE,
    DO_NOT_TRIM
}
