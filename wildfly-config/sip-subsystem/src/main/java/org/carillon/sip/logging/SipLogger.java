// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.logging;

import java.lang.invoke.MethodHandles;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/** Messages of the sip subsystem; docs/sip-container.md says what to do about each. */
@MessageLogger(projectCode = "CARSIP", length = 4)
public interface SipLogger extends BasicLogger {
    /** The one logger of the subsystem. */
    SipLogger LOG = Logger.getMessageLogger(MethodHandles.lookup(), SipLogger.class, "org.carillon.sip");

    /** The stack runs; no port is open yet. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1, value = "SIP container started, %d lanes")
    void containerStarted(int lanes);

    /** The stack stopped and all ports are closed. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2, value = "SIP container stopped")
    void containerStopped();

    /** A listening point is open. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3, value = "SIP connector %s listens on %s:%d/%s")
    void connectorStarted(String name, String address, int port, String transport);

    /** A listening point is closed. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4, value = "SIP connector %s stopped")
    void connectorStopped(String name);

    /** An application takes calls from now on. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 5, value = "SIP application %s started with servlets %s")
    void applicationStarted(String name, Object servlets);

    /** An application takes no more calls. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 6, value = "SIP application %s stopped")
    void applicationStopped(String name);

    /** The socket could not be opened, or the stack refused the listening point. */
    @Message(id = 7, value = "SIP connector %s cannot listen on %s:%d/%s")
    IllegalStateException connectorFailed(String name, String address, int port, String transport, @Cause Throwable e);

    /** A lane is full; the datagram is dropped and the peer will send it again. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 8, value = "A lane is full: %d datagrams dropped so far")
    void laneFull(long dropped);

    /** Two applications are there and nothing says which one takes the calls. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 9,
            value =
                    "SIP applications %s are deployed, but neither default-application nor dar says which one is called;"
                            + " requests get 500")
    void ambiguousApplication(Object names);

    /** The descriptor is not well-formed or says something that makes no sense. */
    @Message(id = 11, value = "WEB-INF/sip.xml, line %d: %s")
    IllegalArgumentException badDescriptor(int line, String problem);

    /** A class of the application could not be loaded or made. */
    @Message(id = 12, value = "SIP application %s: class %s cannot be used")
    IllegalStateException badClass(String application, String className, @Cause Throwable e);

    /** A listener threw while it was told of an event. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 13, value = "SIP application %s: a listener failed")
    void listenerFailed(String application, @Cause Throwable e);

    /** The descriptor names a servlet that it does not declare. */
    @Message(id = 14, value = "SIP application %s: there is no servlet %s, only %s")
    IllegalArgumentException unknownServlet(String application, String servlet, Object known);

    /** Two SIP applications cannot share one name. */
    @Message(id = 15, value = "A SIP application %s is already deployed")
    IllegalStateException duplicateApplication(String application);

    /** The container could not be stopped cleanly. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 16, value = "SIP connector %s did not stop cleanly")
    void connectorStopFailed(String name, @Cause Throwable e);

    /** A servlet or listener threw what it should have caught. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 18, value = "A SIP application failed: %s")
    void applicationFailed(String what, @Cause Throwable cause);

    /** The SIP stack could not be made. */
    @Message(id = 17, value = "The SIP stack cannot be made")
    IllegalStateException stackFailed(@Cause Throwable e);

    /** TLS needs a certificate, and without TLS one would be a false comfort. */
    @Message(
            id = 30,
            value = "SIP connector %s: transport %s and ssl-context do not fit; tls and wss need one, others have none")
    OperationFailedException sslContextDoesNotFit(String name, String transport);

    /** The stack reported errors, nearly always about what a peer sent; told once a minute. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 31,
            value = "The SIP stack has complained %d times, mostly about malformed messages; the last time: %s")
    void stackComplains(long count, String excerpt);

    /** No DNS server answers, so requests to names fail; told once a minute. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 32, value = "%d look-ups in the DNS have failed; the last one: %s")
    void noDns(long count, String excerpt);

    /** A DNS server is named by its address, for a name would have to be looked up. */
    @Message(id = 33, value = "dns-servers: %s")
    OperationFailedException noDnsServer(String what);

    /** The values are each in their range, but one of them cannot be used. */
    @Message(id = 61, value = "/subsystem=sip: %s")
    OperationFailedException unusableSettings(String what);

    /** There is no such module. */
    @Message(id = 34, value = "application-router-module %s cannot be loaded")
    IllegalStateException noRouterModule(String module, @Cause Throwable e);

    /** The module is there, but not what makes it an application router. */
    @Message(id = 35, value = "application-router-module %s has no service %s")
    IllegalStateException noRouterInModule(String module, String service);

    /** Its service file names what is no provider, or the provider failed. */
    @Message(id = 36, value = "The provider of application-router-module %s failed")
    IllegalStateException routerFailed(String module, @Cause Throwable e);

    /** A fault in an operator's application router; the request gets 500. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 37, value = "The application router of module %s failed")
    void routerThrew(String module, @Cause Throwable e);

    /** Two ways to choose an application exclude each other. */
    @Message(id = 38, value = "application-router-module excludes dar and default-application")
    OperationFailedException twoRouters();

    /** A fault of an application router, or more requests are out than are kept in mind; the request gets 500. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 39, value = "A route of the application router cannot be used: %s")
    void routeUnusable(String problem);

    /** An operator asked to see messages. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 40, value = "SIP trace %d begins: call-id %s, peer %s, for %d minutes and %d messages")
    void traceBegun(int id, Object callId, Object peer, long minutes, int messages);

    /** A trace has ended: it was stopped, its time is over, or it wrote what it may write. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 41, value = "SIP trace %d ended after %d messages")
    void traceEnded(int id, int messages);

    /** The server was told to suspend. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 42, value = "SIP drain begins: new dialogs are refused, %d dialogs are left")
    void drainBegun(int dialogs);

    /** The server waits for calls to end. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 43, value = "SIP drain: %d dialogs are left")
    void draining(int dialogs);

    /** No call is left. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 44, value = "SIP drain is complete: no dialog is left")
    void drained();

    /** The server was told to resume. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 45, value = "SIP drain is over: new dialogs are taken again")
    void drainEnded();

    /** The application asks for users, and the operator has not said which. */
    @Message(id = 46, value = "SIP application %s has security constraints, but /subsystem=sip has no security-domain")
    IllegalStateException noSecurityDomain(String application);

    /** A web request, or a task of the container, waited for a session that other code did not leave. */
    @Message(id = 50, value = "The session was in use for %d seconds, or too much waits for it")
    IllegalStateException sessionBusy(long seconds);

    /** Code that had to wait for its session threw. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 51, value = "Work of a SIP session failed")
    void sessionWorkFailed(@Cause Throwable e);

    /** A servlet threw, or the implementation could not give a message to it; a request gets 500. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 53, value = "A message of call %s was not handled")
    void dispatchFailed(String callId, @Cause Throwable e);

    /** An application asks for what one node without replication cannot give; told once for each application. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 54,
            value = "SIP application %s makes persistent timers; they end with the application and with this server")
    void persistentTimer(String application);

    /** An application makes timers and does not end them. */
    @Message(id = 55, value = "SIP application %s has %d timers already")
    IllegalStateException tooManyTimers(String application, int most);

    /** A fault of ours, or no memory is left; the request does not leave. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 56, value = "A request did not leave after the look-up of %s")
    void departureFailed(String host, @Cause Throwable e);

    /** A session gets more than it works off; told when the count is a power of two. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 52, value = "%d messages were refused because too many wait for their session; the last: %s")
    void sessionFull(long count, Object message);

    /** Another node goes on with the calls of one that is gone. */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 57, value = "Session %s is this node's now; it was of node %s")
    void sessionTaken(String session, String node);

    /** The grid does not answer, or a copy is of a version that this one cannot read; its calls cannot go on here. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 58, value = "Session %s could not be taken over")
    void notTaken(String session, @Cause Throwable e);

    /** The grid does not take it; the session goes on here, and it is tried again when it changes. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 59, value = "Session %s has no copy of its last state")
    void notCopied(String session, @Cause @Nullable Throwable e);

    /** Another node took it for an orphan, after a partition. */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 60, value = "Session %s belongs to another node now; its copy is not written here any more")
    void sessionLost(String session);
}
