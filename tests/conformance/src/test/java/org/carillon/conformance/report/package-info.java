// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** The table of sections and the tests that prove them, made from what has passed. */
@NullMarked
package org.carillon.conformance.report;

import org.jspecify.annotations.NullMarked;
