// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** The server that all classes of a run share: its folder and its ports. */
@NullMarked
package org.carillon.conformance.server;

import org.jspecify.annotations.NullMarked;
