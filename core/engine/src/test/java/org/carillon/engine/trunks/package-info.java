// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of the trunk policy. They run on values alone. Each names the behaviour it protects. */
@NullMarked
package org.carillon.engine.trunks;

import org.jspecify.annotations.NullMarked;
