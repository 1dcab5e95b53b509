// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
@NullMarked
package org.carillon.sip.routing;

import org.jspecify.annotations.NullMarked;
