// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.log;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * The messages of sip-app, from 100 on; below are those of the sip subsystem of the server. A line about a call carries its SID, here and as {@code callSid} in the
 * MDC.
 */
@MessageLogger(projectCode = "CARSIP", length = 4)
public interface SipLog extends BasicLogger {
    /** The only instance. */
    SipLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SipLog.class, "org.carillon.sip.calls");

    /** At start. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 101, value = "Calls are taken; at most %d legs at once")
    void open(int maxLegs);

    /** At stop. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 102, value = "Calls are no longer taken; %d legs were open")
    void closed(int legs);

    /** An INVITE or another request from an address that is in no trunk network. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 110,
            value = "%s from %s refused: the address is in none of carillon.trunk.networks (%d such requests so far)")
    void unknownSource(String method, String address, long count);

    /** More legs than allowed. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 111,
            value = "Call refused with 503: %d legs are open, the limit of carillon.sip.max-legs (%d refused so far)")
    void full(int legs, long count);

    /** The engine was asked but said nothing. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 112, value = "Call %s: the engine could not take the call")
    void admissionFailed(String callSid, @Cause Throwable cause);

    /** A 200 without ACK. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 120,
            value = "Call %s: no ACK of our 200, the call is ended; is our Contact address reachable for the caller?")
    void noAck(String callSid);

    /** The engine left a re-INVITE or UPDATE unanswered. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 121, value = "Call %s: a change of the session was not answered in time and refused with 500")
    void reofferNotAnswered(String callSid);

    /** The transport or the container refused a message. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 122, value = "Call %s: %s could not be sent: %s")
    void notSent(String callSid, String message, Object cause);

    /** A task of a leg failed. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 130, value = "Call %s: a signalling task failed")
    void taskFailed(String callSid, @Cause Throwable cause);
}
