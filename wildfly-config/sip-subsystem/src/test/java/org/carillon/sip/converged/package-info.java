// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of converged HTTP sessions. */
@NullMarked
package org.carillon.sip.converged;

import org.jspecify.annotations.NullMarked;
