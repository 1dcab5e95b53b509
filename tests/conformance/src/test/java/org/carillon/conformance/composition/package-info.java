// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapter 15: several applications handle one call. */
@NullMarked
package org.carillon.conformance.composition;

import org.jspecify.annotations.NullMarked;
