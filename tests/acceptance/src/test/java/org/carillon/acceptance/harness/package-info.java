/**
 * The stage of the acceptance tests: one running platform for all of them, and a scene for each. The platform is started
 * from the build's outputs as {@code ./carillon run} does it, on free ports, with its data below {@code target}. It ends with
 * the last test, and what its log says is shown when a test fails.
 */
@NullMarked
package org.carillon.acceptance.harness;

import org.jspecify.annotations.NullMarked;
