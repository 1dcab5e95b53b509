/**
 * Numbered messages of the subsystem for the server's log.
 * Every line that an operator may have to act on has an id that docs/sip-container.md explains.
 * Debug output is free text and does not stand here.
 */
@NullMarked
package org.carillon.sip.logging;

import org.jspecify.annotations.NullMarked;
