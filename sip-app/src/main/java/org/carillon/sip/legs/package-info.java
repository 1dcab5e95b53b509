/**
 * Call legs as small state machines: what a SIP message or a command of the engine means in the state a leg is in. They
 * send through the wire interfaces beside them and so run without a SIP container. A leg is only ever touched on its own
 * lane, one thing after another, and needs no lock.
 */
@NullMarked
package org.carillon.sip.legs;

import org.jspecify.annotations.NullMarked;
