// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapters 7, 16 and 19: deployment descriptors and the choice of a servlet. */
@NullMarked
package org.carillon.conformance.mapping;

import org.jspecify.annotations.NullMarked;
