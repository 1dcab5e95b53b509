// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Where calls to other networks go, and from which addresses calls may come. What is here is the beginning of trunk
 * management: known networks, one default trunk, and the destinations that may be called. All of it is decided from
 * settings that are read once, at start.
 */
@NullMarked
package org.carillon.engine.trunks;

import org.jspecify.annotations.NullMarked;
