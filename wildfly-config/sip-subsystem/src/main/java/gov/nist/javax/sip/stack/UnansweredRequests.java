// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.stack;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.function.LongSupplier;
import javax.sip.ObjectInUseException;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.message.TransactionApplicationData;

/**
 * Ends server transactions that nobody will answer any more.
 *
 * <p>A request other than INVITE has no answer to give after 64 x T1: its peer has given up (RFC 4320 section 4.2). The
 * stack keeps such a transaction for ever, and the implementation leaves one behind for each request that it drops, so that
 * anybody could fill the memory. An INVITE may ring as long as its application likes, but there has to be a session in which the
 * application could answer it.
 */
public final class UnansweredRequests extends SIPStackTimerTask {
    private static final Logger LOG = Logger.getLogger("org.carillon.sip.stack");
    private static final int CHECKS = 4;

    private final SIPTransactionStack stack;
    private final LongSupplier nanos;
    private final long oldest;
    private IdentityHashMap<SIPServerTransaction, Long> seen = new IdentityHashMap<>();

    /**
     * @param nanos the clock, as {@link System#nanoTime}
     * @param oldest how long an application may take to answer
     */
    UnansweredRequests(SIPTransactionStack stack, LongSupplier nanos, Duration oldest) {
        this.stack = stack;
        this.nanos = nanos;
        this.oldest = oldest.toNanos();
    }

    /** Looks from now on, several times within {@code oldest}, until the stack stops. */
    static void watch(SIPTransactionStack stack, Duration oldest) {
        var period = Math.max(1, oldest.toMillis() / CHECKS);
        stack.getTimer()
                .scheduleWithFixedDelay(new UnansweredRequests(stack, System::nanoTime, oldest), period, period);
    }

    @Override
    public void runTask() {
        var now = nanos.getAsLong();
        var still = new IdentityHashMap<SIPServerTransaction, Long>();
        for (var transaction : stack.serverTransactionTable.values()) {
            if (!isUnanswered(transaction)) {
                continue;
            }
            var since = seen.getOrDefault(transaction, now);
            if (now - since < oldest) {
                still.put(transaction, since);
            } else {
                end(transaction);
            }
        }
        seen = still;
    }

    /** {@return null: it belongs to no call} */
    @Override
    public @Nullable Object getThreadHash() {
        return null;
    }

    private static boolean isUnanswered(SIPServerTransaction transaction) {
        var state = transaction.getInternalState();
        return (state < 0 || state == TransactionState._TRYING || state == TransactionState._PROCEEDING)
                && (!Request.INVITE.equals(transaction.getMethod()) || !isOfSession(transaction));
    }

    private static boolean isOfSession(SIPServerTransaction transaction) {
        return transaction.getApplicationData() instanceof TransactionApplicationData data
                && data.getSipServletMessage() != null
                && data.getSipServletMessage().getSipSession() != null
                && data.getSipServletMessage().getSipSession().isValidInternal();
    }

    private static void end(SIPServerTransaction transaction) {
        LOG.debugf("%s was never answered", transaction.getMethod());
        try {
            transaction.terminate();
        } catch (ObjectInUseException e) {
            LOG.debug("a transaction did not end", e);
        }
    }
}
