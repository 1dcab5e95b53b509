// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of concurrency control. */
@NullMarked
package org.carillon.sip.concurrency;

import org.jspecify.annotations.NullMarked;
