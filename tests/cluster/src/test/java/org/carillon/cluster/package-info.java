// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * What a cluster does that one node cannot: nodes come and go while calls run. One cluster serves all tests, because its
 * start takes half of their time.
 */
@NullMarked
package org.carillon.cluster;

import org.jspecify.annotations.NullMarked;
