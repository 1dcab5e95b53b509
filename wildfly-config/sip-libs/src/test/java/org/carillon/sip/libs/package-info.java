/**
 * Checks of the renamed jars.
 * They read the bytecode that the build produced.
 * A newer version of any original jar must pass them too.
 */
@NullMarked
package org.carillon.sip.libs;

import org.jspecify.annotations.NullMarked;
