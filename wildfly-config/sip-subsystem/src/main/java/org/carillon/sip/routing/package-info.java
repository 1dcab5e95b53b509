// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Which application gets an initial request (JSR 289 chapter 15): the only one, the one that the operator names, or what an
 * operator's own application router says. The dispatcher makes its router by the name of a class, so one provider stands
 * for all of them. Before each stands what obeys the routes that it returns.
 */
@NullMarked
package org.carillon.sip.routing;

import org.jspecify.annotations.NullMarked;
