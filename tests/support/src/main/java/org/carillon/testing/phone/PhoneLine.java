// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.phone;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.carillon.testing.NotSeen;
import org.carillon.testing.phone.sip.SipLink;

/**
 * What all calls of a phone share. All signalling of a phone, whether a test or the network began it, runs on its one
 * thread, so calls need no locks and never hold one while the stack holds its own.
 */
final class PhoneLine {
    private static final System.Logger LOG = System.getLogger("org.carillon.testing.phone");

    private final PhoneSettings settings;
    private final SipLink link;
    private final SipWriter writer;
    private final ExecutorService thread;
    private final Set<String> vanished;

    PhoneLine(PhoneSettings settings, SipLink link, ExecutorService thread, Set<String> vanished) {
        this.settings = settings;
        this.link = link;
        this.writer = new SipWriter(link, settings);
        this.thread = thread;
        this.vanished = vanished;
    }

    /** Does something of the network's, later and in order. */
    void post(Task task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (Exception e) {
                    LOG.log(System.Logger.Level.DEBUG, "phone " + settings.name(), e);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.TRACE, "phone {0} is closed", settings.name());
        }
    }

    /**
     * Does something of the test's, now.
     *
     * @throws NotSeen if it fails
     */
    <T> T ask(String what, Callable<T> task) {
        Duration patience = settings.patience();
        try {
            return thread.submit(task).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NotSeen("phone " + settings.name() + " cannot " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new NotSeen("phone " + settings.name() + " could not " + what + " within " + patience, e);
        } catch (RejectedExecutionException e) {
            throw new NotSeen("phone " + settings.name() + " is closed and cannot " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while the phone tried to " + what, e);
        }
    }

    /** As {@link #ask}, without a result. */
    void command(String what, Task task) {
        ask(what, () -> {
            task.run();
            return true;
        });
    }

    /** Sends the first request of a dialog. */
    ClientTransaction send(Request request, Reply reply) throws SipException {
        ClientTransaction transaction = link.provider().getNewClientTransaction(request);
        transaction.setApplicationData(reply);
        transaction.sendRequest();
        return transaction;
    }

    /** Sends a request inside a dialog. */
    ClientTransaction send(Dialog dialog, Request request, Reply reply) throws SipException {
        ClientTransaction transaction = link.provider().getNewClientTransaction(request);
        transaction.setApplicationData(reply);
        dialog.sendRequest(transaction);
        return transaction;
    }

    PhoneSettings settings() {
        return settings;
    }

    SipLink link() {
        return link;
    }

    SipWriter writer() {
        return writer;
    }

    /** Call-IDs of which the phone knows nothing any more. */
    Set<String> vanished() {
        return vanished;
    }

    /** Work that may fail. */
    interface Task {
        void run() throws Exception;
    }
}
