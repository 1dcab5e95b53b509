// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapter 17: who may call, and how an application proves who it is. */
@NullMarked
package org.carillon.conformance.security;

import org.jspecify.annotations.NullMarked;
