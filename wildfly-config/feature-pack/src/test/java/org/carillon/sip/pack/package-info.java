// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** Tests of what is written by hand in the feature pack. */
@NullMarked
package org.carillon.sip.pack;

import org.jspecify.annotations.NullMarked;
