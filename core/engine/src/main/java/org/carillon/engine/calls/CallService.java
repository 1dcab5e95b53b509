// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;

/** What the API can do with calls. Failures are {@code ApiException}s (thrown, or failing the stage). */
public interface CallService {
    /**
     * Makes a call.
     *
     * @return completes when the call is kept safe and will be dialled, with its record so far (status queued)
     */
    CompletionStage<CallRecord> create(AccountSid account, NewCall call);

    /**
     * Changes a living call.
     *
     * @param commandId names the change: repeated with the same id it acts once
     * @return completes when the change is kept safe, with the record after it
     */
    CompletionStage<CallRecord> modify(AccountSid account, CallSid call, String commandId, CallChange change);

    /** The account's call, living or ended. Blocks. */
    Optional<CallRecord> find(AccountSid account, CallSid call);

    /** The account's calls, living and ended. Blocks. */
    Page<CallRecord> list(AccountSid account, CallFilter filter, PageRequest page);

    /**
     * Removes the record of an ended call. Blocks.
     *
     * @return false when there is none; for a call that still lives an
     *     {@code ApiException} with {@code CONFLICT} is thrown
     */
    boolean delete(AccountSid account, CallSid call);
}
