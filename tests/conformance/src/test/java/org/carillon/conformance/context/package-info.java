// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapters 2 and 3: servlets and their context. */
@NullMarked
package org.carillon.conformance.context;

import org.jspecify.annotations.NullMarked;
