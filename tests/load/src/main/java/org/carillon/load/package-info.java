/**
 * The benchmarks behind {@code ./carillon bench}: they start a platform of their own, call it and measure.
 * SIPp holds many calls at once; a small UDP caller times single calls, because SIPp's clock is too coarse for that.
 * Figures are printed for people, and the exit code says whether the promises held.
 */
@NullMarked
package org.carillon.load;

import org.jspecify.annotations.NullMarked;
