// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapter 13: applications with a SIP side and a web side. */
@NullMarked
package org.carillon.conformance.converged;

import org.jspecify.annotations.NullMarked;
