/**
 * One thing after another for each leg. A lane is a queue whose tasks run in order on a shared pool, so that no thread
 * of the SIP stack or of the engine ever waits for a leg. The registry finds the leg of a message or of a command and
 * keeps the number of legs bounded.
 */
@NullMarked
package org.carillon.sip.lanes;

import org.jspecify.annotations.NullMarked;
