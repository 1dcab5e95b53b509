/**
 * Recordings: which part of the sound is kept, and how it reaches the disk. Samples leave the media loop in blocks of
 * a second and are written by a worker. A file appears under its name only when it is complete.
 */
@NullMarked
package org.carillon.media.server.record;

import org.jspecify.annotations.NullMarked;
