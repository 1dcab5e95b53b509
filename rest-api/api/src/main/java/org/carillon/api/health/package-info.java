/**
 * Whether a call would work now. The launcher and load balancers ask it without credentials. Its answer is kept for a second
 * so that asking costs nothing.
 */
@NullMarked
package org.carillon.api.health;

import org.jspecify.annotations.NullMarked;
