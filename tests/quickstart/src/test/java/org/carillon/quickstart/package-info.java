// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** The quickstart of the documentation, built as a stranger would build it, and called. */
@NullMarked
package org.carillon.quickstart;

import org.jspecify.annotations.NullMarked;
