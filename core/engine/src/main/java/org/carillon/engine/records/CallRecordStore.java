// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.records;

import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Port: reads the records of ended calls. The methods block: never call them on a call's lane. */
public interface CallRecordStore {
    /** The account's call. */
    Optional<CallRecord> find(AccountSid account, CallSid sid);

    /** The account's calls that pass the filter. */
    Page<CallRecord> list(AccountSid account, CallFilter filter, PageRequest page);

    /** Removes the record of an ended call; false when there is none. */
    boolean delete(AccountSid account, CallSid sid);
}
