/**
 * What the tests of the media server use: sounds, a telephone that listens and a call agent. They speak the real protocols
 * over the loopback interface. Nothing here waits by sleeping.
 */
@NullMarked
package org.carillon.media.server.testing;

import org.jspecify.annotations.NullMarked;
