// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** JSR 289 chapters 4 and 5: addressing, requests and responses. */
@NullMarked
package org.carillon.conformance.message;

import org.jspecify.annotations.NullMarked;
