/**
 * Prompts: what to play, where it comes from and how it becomes samples. Fetching and decoding happen on worker
 * threads with bounds on size, time and number. Decoded prompts are kept in a cache with a bound in bytes.
 */
@NullMarked
package org.carillon.media.server.prompt;

import org.jspecify.annotations.NullMarked;
