// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapter 12. */
@NullMarked
package org.carillon.conformance.b2bua;

import org.jspecify.annotations.NullMarked;
