// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * HTTP sessions of converged applications (JSR 289 chapter 13): they belong to application sessions and can be cast.
 * A handler of the deployment wraps each request, so the web container's own sessions stay what they are.
 * Web applications without SIP never meet anything of this.
 */
@NullMarked
package org.carillon.sip.converged;

import org.jspecify.annotations.NullMarked;
