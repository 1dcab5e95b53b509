// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.records.CallRecord;

/**
 * Port: the grid in which sessions live, and what the API sees of living calls. Every method is asynchronous and safe on a
 * call's lane.
 */
public interface SessionStore {
    /**
     * Keeps a session's new value and the calls that look different now.
     *
     * @return completes when the backup has it; false when the store has the session under a later epoch: the caller is no
     *     longer its owner and must do nothing
     */
    CompletionStage<Boolean> save(Session session, List<CallRecord> changed);

    /** The session of this root call. */
    CompletionStage<Optional<Session>> load(CallSid root);

    /** {@return the name under which this node owns sessions} It has another one after each start: what it had is gone then. */
    String node();

    /** Sessions whose node is dead for sure, in no order; of one that may only be cut off, none. Looks at all of them. */
    CompletionStage<List<Session>> orphans();

    /** Those of these sessions whose node is dead for sure. */
    CompletionStage<List<Session>> orphansAmong(Set<CallSid> roots);

    /**
     * Makes this node the owner of a session, with the following epoch.
     *
     * @return the session as it is now; empty when another node was faster, or when it is over
     */
    CompletionStage<Optional<Session>> take(Session orphan);

    /** Says whom to tell when a node is gone, then and some times later; the listener must return at once. */
    void whenNodesLeave(Runnable listener);

    /** A session is over; its calls stay visible until {@link #forget}. */
    CompletionStage<Void> remove(CallSid root);

    /** A living call, or one whose record is not in the database yet. */
    CompletionStage<Optional<CallRecord>> call(CallSid sid);

    /** All such calls of an account, in no order. */
    CompletionStage<List<CallRecord>> callsOf(AccountSid account);

    /** The call's record is in the database. */
    CompletionStage<Void> forget(CallSid sid);
}
