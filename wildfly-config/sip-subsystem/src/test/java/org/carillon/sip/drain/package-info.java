/** A drain refuses what is new, waits for what is there and can be called off. */
@NullMarked
package org.carillon.sip.drain;

import org.jspecify.annotations.NullMarked;
