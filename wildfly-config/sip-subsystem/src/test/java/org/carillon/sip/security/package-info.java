// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of digest authentication. */
@NullMarked
package org.carillon.sip.security;

import org.jspecify.annotations.NullMarked;
