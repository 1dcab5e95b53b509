// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** An application whose calls outlive their node. */
@NullMarked
package org.carillon.sip.it.lasting;

import org.jspecify.annotations.NullMarked;
