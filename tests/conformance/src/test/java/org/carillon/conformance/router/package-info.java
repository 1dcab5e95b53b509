// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 section 15.4.2: an application router of one's own, from a module of the server. */
@NullMarked
package org.carillon.conformance.router;

import org.jspecify.annotations.NullMarked;
