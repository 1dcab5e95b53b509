// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of what is known of calls. */
@NullMarked
package org.carillon.sip.calls;

import org.jspecify.annotations.NullMarked;
