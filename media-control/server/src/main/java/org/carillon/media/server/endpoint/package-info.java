/**
 * Endpoints: telephone legs, mixers, the loop that moves them all and the list of what exists. All state here belongs
 * to the loop's one thread. Other threads hand in tasks.
 */
@NullMarked
package org.carillon.media.server.endpoint;

import org.jspecify.annotations.NullMarked;
