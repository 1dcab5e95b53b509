// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** Numbers in memory. */
public final class InMemoryNumbers implements NumberStore {
    private final Map<PhoneNumberSid, IncomingNumber> numbers = new LinkedHashMap<>();
    private Optional<UnaryOperator<IncomingNumber>> rival = Optional.empty();
    private @Nullable RuntimeException failure;

    /** Somebody else's change, which comes just before the next one. */
    public synchronized void rival(UnaryOperator<IncomingNumber> change) {
        rival = Optional.of(change);
    }

    @Override
    public synchronized Optional<IncomingNumber> find(AccountSid account, PhoneNumberSid sid) {
        return Optional.ofNullable(numbers.get(sid)).filter(n -> n.account().equals(account));
    }

    @Override
    public synchronized Optional<IncomingNumber> findByNumber(PhoneNumber number) {
        return numbers.values().stream().filter(n -> n.number().equals(number)).findFirst();
    }

    /** What listing fails with from now on. */
    public synchronized void failWith(RuntimeException next) {
        failure = next;
    }

    @Override
    public synchronized Page<IncomingNumber> list(
            AccountSid account, Optional<String> number, Optional<String> friendlyName, PageRequest page) {
        if (failure != null) {
            throw failure;
        }
        List<IncomingNumber> found = numbers.values().stream()
                .filter(n -> n.account().equals(account))
                .filter(n -> number.map(p -> matches(p, n)).orElse(true))
                .filter(n -> friendlyName.map(n.friendlyName()::equals).orElse(true))
                .toList();
        return Pages.cut(found, IncomingNumber::created, n -> n.sid().value(), page);
    }

    private static boolean matches(String pattern, IncomingNumber number) {
        return number.number().e164().matches(pattern.replace("+", "\\+").replace("*", ".*"));
    }

    @Override
    public synchronized boolean add(IncomingNumber number) {
        return findByNumber(number.number()).isEmpty() && numbers.put(number.sid(), number) == null;
    }

    @Override
    public synchronized Optional<IncomingNumber> update(
            AccountSid account, PhoneNumberSid sid, UnaryOperator<IncomingNumber> change) {
        Optional<IncomingNumber> changed =
                find(account, sid).map(rival.orElse(UnaryOperator.identity())).map(change);
        changed.ifPresent(number -> numbers.put(sid, number));
        return changed;
    }

    @Override
    public synchronized boolean delete(AccountSid account, PhoneNumberSid sid) {
        return find(account, sid).isPresent() && numbers.remove(sid) != null;
    }
}
