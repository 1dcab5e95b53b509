// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Complaints;
import org.jboss.logging.Logger;

/**
 * Sends what the stack logs into the server's log, category {@code org.carillon.sip.stack}.
 *
 * <p>The stack reports what peers send wrong as its own errors, with the whole message. Here these are counted, written
 * at DEBUG with one short line each, and told to the operator once a minute.
 */
public final class StackLog implements StackLogger {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.stack");

    /** The stack makes a logger for each of its own instances; complaints are those of the whole JVM. */
    private static final Complaints COMPLAINTS = new Complaints(System::nanoTime);

    private volatile boolean enabled = true;

    /** Made by the stack through reflection. */
    public StackLog() {}

    /** {@return how often the stack complained since the JVM started, mostly about malformed messages} */
    public static long complaints() {
        return COMPLAINTS.count();
    }

    /** Notes what failed, with its cause at DEBUG. */
    public static void complain(String message, Throwable cause) {
        complain(message + ": " + cause);
        LOG.debug(Complaints.excerpt(message), cause);
    }

    /** Notes what failed. */
    static void complain(String message) {
        COMPLAINTS.another(message).ifPresent(told -> SipLogger.LOG.stackComplains(told.count(), told.excerpt()));
        if (LOG.isDebugEnabled()) {
            LOG.debug(Complaints.excerpt(message));
        }
    }

    private static Logger.Level level(int stackLevel) {
        return switch (stackLevel) {
            case TRACE_FATAL -> Logger.Level.FATAL;
            case TRACE_ERROR -> Logger.Level.ERROR;
            case TRACE_WARN -> Logger.Level.WARN;
            case TRACE_INFO -> Logger.Level.INFO;
            case TRACE_DEBUG -> Logger.Level.DEBUG;
            default -> Logger.Level.TRACE;
        };
    }

    @Override
    public boolean isLoggingEnabled() {
        return enabled;
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        // The stack asks for this level before it hands a message to MessageLog, which has a category of its own.
        return enabled && (LOG.isEnabled(level(level)) || (level == TRACE_MESSAGES && MessageLog.isOn()));
    }

    @Override
    public void logStackTrace() {
        logStackTrace(TRACE_DEBUG);
    }

    @Override
    public void logStackTrace(int level) {
        if (isLoggingEnabled(level)) {
            LOG.log(level(level), "stack trace", new Throwable("where"));
        }
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable e) {
        // The stack reports every parse error of a peer here; what matters it also reports by logError.
        exception(e);
    }

    /** Its text may be a whole message. */
    private static void exception(Throwable e) {
        if (LOG.isDebugEnabled()) {
            LOG.debugf("exception in the stack: %s", Complaints.excerpt(e.toString()));
        }
    }

    @Override
    public void logDebug(String message) {
        LOG.debug(message);
    }

    @Override
    public void logDebug(String message, Exception e) {
        LOG.debug(message, e);
    }

    @Override
    public void logTrace(String message) {
        LOG.trace(message);
    }

    @Override
    public void logFatalError(String message) {
        LOG.fatal(Complaints.excerpt(message));
    }

    @Override
    public void logError(String message) {
        complain(message);
    }

    @Override
    public void logError(String message, Exception e) {
        complain(message);
        exception(e);
    }

    @Override
    public void logWarning(String message) {
        if (LOG.isEnabled(Logger.Level.WARN)) {
            LOG.warn(Complaints.excerpt(message));
        }
    }

    @Override
    public void logInfo(String message) {
        LOG.info(message);
    }

    @Override
    public void disableLogging() {
        enabled = false;
    }

    @Override
    public void enableLogging() {
        enabled = true;
    }

    @Override
    public void setBuildTimeStamp(String time) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
