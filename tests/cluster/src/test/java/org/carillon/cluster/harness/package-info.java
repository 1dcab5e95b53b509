// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** The cluster as an operator sees it: {@code ./carillon}, the REST API of each node, telephones. */
@NullMarked
package org.carillon.cluster.harness;

import org.jspecify.annotations.NullMarked;
