// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jboss.logging.Logger;

/** Sends what the stack logs into the server's log, category {@code org.carillon.sip.stack}. */
public final class StackLog implements StackLogger {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.stack");

    private volatile boolean enabled = true;

    /** Made by the stack through reflection. */
    public StackLog() {}

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
        LOG.debug("exception in the stack", e);
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
        LOG.fatal(message);
    }

    @Override
    public void logError(String message) {
        LOG.error(message);
    }

    @Override
    public void logError(String message, Exception e) {
        LOG.error(message, e);
    }

    @Override
    public void logWarning(String message) {
        LOG.warn(message);
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
