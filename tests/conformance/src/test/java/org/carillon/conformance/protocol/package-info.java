// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** What RFC 3261 and the RFCs around it ask of a server, whatever its application. */
@NullMarked
package org.carillon.conformance.protocol;

import org.jspecify.annotations.NullMarked;
