// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.numbers;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;

/** Port: keeps incoming numbers. The methods block: never call them on a call's lane. */
public interface NumberStore {
    /** The account's number. */
    Optional<IncomingNumber> find(AccountSid account, PhoneNumberSid sid);

    /** The number, whoever owns it. */
    Optional<IncomingNumber> findByNumber(PhoneNumber number);

    /**
     * The account's numbers.
     *
     * @param number filter: the exact number, or a part of it with {@code *} as wildcard; empty for all
     * @param friendlyName filter: exact; empty for all
     */
    Page<IncomingNumber> list(
            AccountSid account, Optional<String> number, Optional<String> friendlyName, PageRequest page);

    /** Adds; false when the number is owned already (by whomever): numbers are unique. */
    boolean add(IncomingNumber number);

    /**
     * Changes the account's number. Changes of one number happen one after the other: each is given what the one before has
     * left, so none is lost.
     *
     * @param change what becomes of the number that is there; SID, account, number and creation stay. It must be quick and
     *     have no effect but its result: others wait for it. When it throws, nothing is changed
     * @return the number after the change, empty when there is none
     */
    Optional<IncomingNumber> update(AccountSid account, PhoneNumberSid sid, UnaryOperator<IncomingNumber> change);

    /** Removes; false when there is none. */
    boolean delete(AccountSid account, PhoneNumberSid sid);
}
