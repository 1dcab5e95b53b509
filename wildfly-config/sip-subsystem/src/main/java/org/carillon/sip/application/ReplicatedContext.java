// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import java.util.Objects;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.replication.ApplicationImage;
import org.carillon.sip.replication.ReplicatedApplication;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletResponse;

/** An application that may have copies of its sessions on other nodes. */
abstract class ReplicatedContext extends GuardedContext implements ReplicatedApplication {
    ReplicatedContext(ConcurrencyMode mode) {
        super(mode);
    }

    /** {@return what makes copies, or null when it has none} */
    abstract @Nullable SessionCopies copies();

    @Override
    public boolean isReplicated() {
        return copies() != null;
    }

    @Override
    public boolean has(String id) {
        var copies = copies();
        return copies != null && copies.has(id);
    }

    @Override
    public void restore(ApplicationImage image) {
        Objects.requireNonNull(copies(), "the application is not distributable").restore(image);
    }

    /** A session may look different now: its copy follows. */
    @Override
    public void exitSipAppHa(
            @Nullable MobicentsSipServletRequest request,
            @Nullable MobicentsSipServletResponse response,
            boolean batchStarted) {
        var copies = copies();
        var message = request == null ? response : request;
        var session = copies == null || message == null ? null : message.getSipSession();
        if (copies != null && session != null) {
            copies.changed(session.getSipApplicationSession());
        }
    }
}
