/**
 * The arrows of the house, checked on the compiled classes of every module: who may see whom, what is pure, what tests must
 * not do. A rule that finds no classes fails, so that a moved package cannot silence it.
 */
@NullMarked
package org.carillon.architecture;

import org.jspecify.annotations.NullMarked;
