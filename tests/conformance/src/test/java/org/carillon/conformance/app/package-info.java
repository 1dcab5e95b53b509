// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** What the tests' applications share. It is packed into each of them. */
@NullMarked
package org.carillon.conformance.app;

import org.jspecify.annotations.NullMarked;
