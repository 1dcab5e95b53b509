/**
 * The port to the signalling: what the engine asks of call legs, and what legs report. Values only, so that a test is a
 * list of them. Nothing here knows SIP messages, only the facts that matter to a call.
 */
@NullMarked
package org.carillon.engine.calls.signalling;

import org.jspecify.annotations.NullMarked;
