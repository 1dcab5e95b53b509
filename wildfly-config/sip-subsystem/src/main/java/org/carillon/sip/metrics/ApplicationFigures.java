// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.metrics;

import java.util.List;
import java.util.Set;
import javax.servlet.sip.SipSession;
import javax.sip.Transaction;
import javax.sip.TransactionState;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;

/**
 * What the management model shows of an application that takes requests.
 *
 * @param application the implementation's view of it
 */
public record ApplicationFigures(SipContext application) {
    private static final Set<String> ANSWERED = Set.of(
            TransactionState.COMPLETED.toString(),
            TransactionState.CONFIRMED.toString(),
            TransactionState.TERMINATED.toString());

    /** {@return its name, as sip.xml or the annotation gives it} */
    public String name() {
        return application.getApplicationName();
    }

    /** {@return the names of its servlets} */
    public List<String> servlets() {
        return List.copyOf(application.getChildrenMap().keySet());
    }

    /** {@return the servlet that gets the initial requests, or an empty text when mappings choose it} */
    public String mainServlet() {
        var servlet = application.getMainServlet();
        return servlet == null ? "" : servlet;
    }

    /** {@return application sessions now} */
    public int applicationSessions() {
        return application.getSipManager().getActiveSipApplicationSessions();
    }

    /** {@return SIP sessions now} */
    public int sipSessions() {
        return application.getSipManager().getActiveSipSessions();
    }

    /** {@return servlet timers that will still fire; walks over the application sessions} */
    public int timers() {
        var count = 0;
        for (var all = application.getSipManager().getAllSipApplicationSessions(); all.hasNext(); ) {
            count += timers(all.next());
        }
        return count;
    }

    private static int timers(MobicentsSipApplicationSession session) {
        try {
            return session.isValidInternal() ? session.getTimers().size() : 0;
        } catch (IllegalStateException e) {
            // It ended in between.
            return 0;
        }
    }

    /**
     * {@return SIP sessions with a dialog, or with a request of which the answer is still out}
     *
     * <p>A session that only registered or sent a message is in the state INITIAL for ever and is not counted; walks
     * over the SIP sessions.
     */
    public int dialogs() {
        var count = 0;
        for (var all = application.getSipManager().getAllSipSessions(); all.hasNext(); ) {
            count += isInUse(all.next()) ? 1 : 0;
        }
        return count;
    }

    private static boolean isInUse(MobicentsSipSession session) {
        if (!session.isValidInternal()) {
            return false;
        }
        var state = session.getState();
        if (state == null || state == SipSession.State.INITIAL) {
            var transactions = session.getOngoingTransactions();
            return transactions != null && transactions.stream().anyMatch(ApplicationFigures::isUnanswered);
        }
        return state != SipSession.State.TERMINATED;
    }

    /** After its final response a transaction lingers in COMPLETED (RFC 3261 section 17.2.2). */
    private static boolean isUnanswered(Transaction transaction) {
        return !ANSWERED.contains(String.valueOf(transaction.getState()));
    }
}
