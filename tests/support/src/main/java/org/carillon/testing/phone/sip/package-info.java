/**
 * Where the test phone touches JAIN-SIP: the stack, its loggers, its message filter, and building of messages.
 * The stack's own logging is replaced by a tap that puts each message on the wire into the timeline.
 * Nobody outside the phone package needs anything from here.
 */
@NullMarked
package org.carillon.testing.phone.sip;

import org.jspecify.annotations.NullMarked;
