/**
 * The resource Call: made, listed, fetched, changed and removed through the engine's call service. Making a call can be
 * repeated safely with an Idempotency-Key. An answer waits until the engine keeps the change safe, without holding a thread.
 */
@NullMarked
package org.carillon.api.calls;

import org.jspecify.annotations.NullMarked;
