// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.carillon.sip.logging.SipLogger;
import org.carillon.sip.metrics.Complaints;
import org.carillon.sip.transport.PeerException;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the SIP Servlets implementation and the server's log.
 *
 * <p>The implementation reports what peers send wrong as errors of its own, each with the whole message and a stack trace, so
 * that anybody could fill the disk. Here such a report is treated as one of the stack, see {@link StackLog}. What an
 * application throws stays an error. What is less than a warning goes on as it is, for those who have asked for it.
 */
public final class CoreLog extends Handler {
    private static final Logger CORE = Logger.getLogger("org.mobicents.servlet.sip");

    /** How WildFly names the class loader of each deployment. */
    private static final String DEPLOYMENT = "deployment.";

    private static final int DEEPEST_CAUSE = 10;

    /** Begins to look at what the implementation logs. */
    static CoreLog install() {
        var log = new CoreLog();
        CORE.addHandler(log);
        CORE.setUseParentHandlers(false);
        return log;
    }

    /** Lets all of it into the server's log again. */
    void remove() {
        CORE.removeHandler(this);
        CORE.setUseParentHandlers(true);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() < Level.WARNING.intValue()) {
            for (var handler : Logger.getLogger("").getHandlers()) {
                handler.publish(line);
            }
            return;
        }
        var thrown = line.getThrown();
        var text = String.valueOf(line.getMessage());
        if (thrown == null) {
            StackLog.complain(text);
        } else if (comesFromAnApplication(thrown) && !PeerException.isCauseOf(thrown)) {
            SipLogger.LOG.applicationFailed(Complaints.excerpt(text), thrown);
        } else {
            StackLog.complain(text, thrown);
        }
    }

    private static boolean comesFromAnApplication(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (Arrays.stream(cause.getStackTrace())
                    .map(StackTraceElement::getClassLoaderName)
                    .anyMatch(loader -> loader != null && loader.startsWith(DEPLOYMENT))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
