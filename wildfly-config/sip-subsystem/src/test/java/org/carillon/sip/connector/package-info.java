// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/** What the listening points write into headers. */
@NullMarked
package org.carillon.sip.connector;

import org.jspecify.annotations.NullMarked;
