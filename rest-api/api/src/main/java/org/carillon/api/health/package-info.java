/**
 * Whether a call would work now. The launcher and load balancers ask it without credentials. What was seen is
 * believed for a second, so that asking costs nothing. The door answers.
 */
@NullMarked
package org.carillon.api.health;

import org.jspecify.annotations.NullMarked;
