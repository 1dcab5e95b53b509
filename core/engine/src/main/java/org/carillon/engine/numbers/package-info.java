/** Telephone numbers: the type for one, and the numbers that accounts own, each with the URLs that say what happens when it is called. Lookup on the way of a call never blocks; changes through the REST API are seen by the next call. */
@NullMarked
package org.carillon.engine.numbers;

import org.jspecify.annotations.NullMarked;
