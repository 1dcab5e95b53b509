/**
 * A telephone for tests: it calls, rings, answers, holds, presses keys, speaks, listens, and can vanish.
 * Every wait is bounded and fails with the story of the call in the message.
 * It uses real SIP over UDP or TCP and real RTP, on loopback only.
 */
@NullMarked
package org.carillon.testing.phone;

import org.jspecify.annotations.NullMarked;
