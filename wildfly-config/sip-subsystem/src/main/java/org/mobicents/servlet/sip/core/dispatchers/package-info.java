// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * What must stand in the implementation's own package: its tasks tell nobody else which message they are for, and nobody else
 * can send a request on without an application. {@code MessageDispatcherFactory} takes the place of the implementation's own.
 * The package is shared with the implementation's jar, which works because one module loads both.
 */
@NullMarked
package org.mobicents.servlet.sip.core.dispatchers;

import org.jspecify.annotations.NullMarked;
