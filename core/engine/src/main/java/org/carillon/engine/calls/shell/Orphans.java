// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.util.List;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Session;
import org.jboss.logging.Logger;

/**
 * Takes over the sessions of nodes that are gone. Their calls cannot go on here yet, so they are ended as if the signalling had been
 * lost: records and callbacks that were under way are not, and the media server gets its endpoints back.
 */
final class Orphans {
    private static final Logger LOG = Logger.getLogger(Orphans.class);

    private final SessionStore store;
    private final Lanes lanes;

    Orphans(SessionStore store, Lanes lanes) {
        this.store = store;
        this.lanes = lanes;
    }

    /** Looks for some. */
    void adopt() {
        store.orphans().thenAccept(found -> found.forEach(this::take)).exceptionally(e -> {
            LOG.error("CARENG0016 Sessions of a node that is gone could not be looked for", e);
            return null;
        });
    }

    private void take(Session orphan) {
        store.take(orphan).thenAccept(taken -> taken.ifPresent(this::end)).exceptionally(e -> {
            LOG.errorf(e, "CARENG0017 Session %s of a node that is gone could not be taken over", orphan.root());
            return null;
        });
    }

    private void end(Session session) {
        List<Effect> rest =
                session.pending().stream().filter(Steps::endsOrKeeps).toList();
        Mailbox mailbox = lanes.adopt(session.withPending(rest));
        if (mailbox != null) {
            LOG.warnf(
                    "CARENG0015 Session %s is this node's now, for its own is gone; its calls are ended",
                    session.root());
            mailbox.resume();
            CallEngine.legsAreGone(mailbox, "node-gone");
        }
    }
}
