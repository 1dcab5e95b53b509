// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;

/**
 * Stands in for JAIN-SIP's log4j logger, so that log4j 1 is needed neither on the class path nor as an imitation. The
 * stack asks for the level {@code TRACE_MESSAGES} before it shows a message to the server logger, so that one is on;
 * its chatter goes nowhere, its errors to the JVM's logging at DEBUG, since tests provoke them on purpose.
 */
public final class QuietStackLogger implements StackLogger {
    private static final System.Logger LOG = System.getLogger("org.carillon.testing.phone.sip");

    /** The stack makes its logger by name. */
    public QuietStackLogger() {}

    @Override
    public boolean isLoggingEnabled(int level) {
        return level == TRACE_MESSAGES;
    }

    @Override
    public boolean isLoggingEnabled() {
        return false;
    }

    @Override
    public void logException(Throwable problem) {
        LOG.log(System.Logger.Level.DEBUG, "in the SIP stack", problem);
    }

    @Override
    public void logFatalError(String message) {
        LOG.log(System.Logger.Level.DEBUG, message);
    }

    @Override
    public void logError(String message) {
        LOG.log(System.Logger.Level.DEBUG, message);
    }

    @Override
    public void logError(String message, Exception problem) {
        LOG.log(System.Logger.Level.DEBUG, message, problem);
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception problem) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logWarning(String message) {}

    @Override
    public void logInfo(String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String time) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return "phone";
    }
}
