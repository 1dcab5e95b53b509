// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Concurrency control: what runs at the same time and what does not. */
@NullMarked
package org.carillon.conformance.concurrency;

import org.jspecify.annotations.NullMarked;
