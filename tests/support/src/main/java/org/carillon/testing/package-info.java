/**
 * The project's own test bench: phones, tenant web servers, SIPp, audio checks, and the demonstration call.
 * This package holds only what all of them share: waiting with a bound, and the error that tells what was not seen.
 * It depends on nothing of the product, so it can judge it.
 */
@NullMarked
package org.carillon.testing;

import org.jspecify.annotations.NullMarked;
