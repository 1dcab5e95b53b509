/**
 * Calls: the value of a session, the pure steps that change it, and the shell that keeps its order. A session is the root
 * call with all legs it dialled. Reading this package from top to bottom is reading what the product does with a call.
 */
@NullMarked
package org.carillon.engine.calls;

import org.jspecify.annotations.NullMarked;
