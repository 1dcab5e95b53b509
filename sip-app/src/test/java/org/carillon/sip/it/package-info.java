/**
 * The signalling on the real server, spoken to by SIPp: a small EAR with the real sip-app and a scripted engine. Each
 * scenario file is named by what the other side does. All traffic stays on the loopback interface.
 */
@NullMarked
package org.carillon.sip.it;

import org.jspecify.annotations.NullMarked;
