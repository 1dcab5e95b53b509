/**
 * What a caller hears and does: play, collect, record. A signal is moved by frames of 20 ms and by keys, and ends
 * exactly once with an outcome. All of it runs on the media loop's thread.
 */
@NullMarked
package org.carillon.media.server.signal;

import org.jspecify.annotations.NullMarked;
