// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** A disk in memory that fails and forgets, and what it has in common with a real one. */
@NullMarked
package org.carillon.store.files;

import org.jspecify.annotations.NullMarked;
