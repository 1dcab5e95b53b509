// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Settings of the signalling. */
@NullMarked
package org.carillon.sip;

import org.jspecify.annotations.NullMarked;
