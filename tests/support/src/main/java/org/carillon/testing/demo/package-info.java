/**
 * The demonstration call of the quick start: two phones, a tenant's web server, one number.
 * It uses the same phone and web server as the tests and judges what it hears in the same way.
 * Its exit code is 0 only when everything that should be seen was seen.
 */
@NullMarked
package org.carillon.testing.demo;

import org.jspecify.annotations.NullMarked;
