// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** What JSR 289 wants refused, for the sections whose other tests show only what works. */
@NullMarked
package org.carillon.conformance.refusals;

import org.jspecify.annotations.NullMarked;
