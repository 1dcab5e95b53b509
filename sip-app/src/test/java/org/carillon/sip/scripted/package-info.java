/**
 * An engine for tests of the signalling on the real server: what it does with a call is told by the number that is
 * dialled. These classes are put into the lib folder of a small EAR, beside the ports of the engine. They write down all
 * events in a file, which the test reads.
 */
@NullMarked
package org.carillon.sip.scripted;

import org.jspecify.annotations.NullMarked;
