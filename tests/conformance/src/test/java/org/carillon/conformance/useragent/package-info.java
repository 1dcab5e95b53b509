// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapter 11. */
@NullMarked
package org.carillon.conformance.useragent;

import org.jspecify.annotations.NullMarked;
