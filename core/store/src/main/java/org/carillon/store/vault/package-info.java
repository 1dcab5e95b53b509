/**
 * Recordings' audio in a folder. A recording is there whole, checked and synced, under its own name, or it is not there.
 * Copies run on a small pool of threads and never on a call's lane.
 */
@NullMarked
package org.carillon.store.vault;

import org.jspecify.annotations.NullMarked;
