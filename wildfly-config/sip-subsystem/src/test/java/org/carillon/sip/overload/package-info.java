// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of overload control. */
@NullMarked
package org.carillon.sip.overload;

import org.jspecify.annotations.NullMarked;
