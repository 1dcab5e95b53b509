// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * Between the listener and the servlets, on the listener's few IO threads, which never wait: a request is looked at, its body
 * is collected, and only a request that is whole takes one of the threads that may block. Here only, and in the deployment's
 * descriptors, the API knows that its container is Undertow.
 */
@NullMarked
package org.carillon.api.door;

import org.jspecify.annotations.NullMarked;
