/**
 * The resource Recording and its audio. The audio is served in ranges, with or without credentials as the operator has set
 * it. Removing a recording removes its audio too.
 */
@NullMarked
package org.carillon.api.recordings;

import org.jspecify.annotations.NullMarked;
