// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapter 10. */
@NullMarked
package org.carillon.conformance.proxy;

import org.jspecify.annotations.NullMarked;
