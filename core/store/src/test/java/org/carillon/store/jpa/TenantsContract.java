// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carillon.store.jpa.Samples.TIME;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberHook;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.store.secrets.Seal;
import org.junit.jupiter.api.Test;

/** What the stores of accounts and numbers do, whatever the database. Each test has an account of its own. */
abstract class TenantsContract {
    static final Optional<String> ANY = Optional.empty();

    private static final int CHANGES = 12;

    final AccountSid account = Samples.account();
    final Seal seal = new Seal(new byte[Seal.KEY_BYTES], new SecureRandom());
    private final JpaAccountStore accounts = new JpaAccountStore(database(), seal);
    private final JpaNumberStore numbers = new JpaNumberStore(database());

    abstract Database database();

    abstract DataSource dataSource();

    /** A database without a schema; may be called once. */
    abstract DataSource emptyDatabase() throws SQLException;

    @Test
    void anAccountComesBackWithItsToken() {
        accounts.add(Samples.account(account));
        assertThat(accounts.find(account)).hasValueSatisfying(found -> {
            assertThat(found.authToken()).isEqualTo("0123456789abcdef0123456789abcdef");
            assertThat(found.friendlyName()).isEqualTo("Grün & Co");
            assertThat(found.status()).isEqualTo(Account.Status.ACTIVE);
            assertThat(found.created()).isEqualTo(Instant.parse("2026-11-20T10:00:00.123456Z"));
        });
        assertThat(accounts.find(Samples.account())).isEmpty();
        assertThat(accounts.isEmpty()).isFalse();
    }

    @Test
    void theFirstAccountIsNotAddedWhereThereIsOne() {
        accounts.add(Samples.account(account));
        AccountSid another = Samples.account();
        assertThat(accounts.addFirst(Samples.account(another))).isFalse();
        assertThat(accounts.find(another)).isEmpty();
    }

    @Test
    void anAccountIsAddedOnceAndChanged() {
        assertThat(accounts.add(Samples.account(account))).isTrue();
        assertThat(accounts.add(with(Samples.account(account), "Other", "e".repeat(32))))
                .isFalse();
        Optional<Account> changed = accounts.update(
                account,
                before -> new Account(
                        account,
                        before.friendlyName() + "!",
                        Account.Status.SUSPENDED,
                        "f".repeat(32),
                        account,
                        TIME.plusSeconds(7),
                        TIME.plusSeconds(1)));
        assertThat(accounts.find(account)).isEqualTo(changed).hasValueSatisfying(found -> {
            assertThat(found.friendlyName()).isEqualTo("Grün & Co!");
            assertThat(found.status()).isEqualTo(Account.Status.SUSPENDED);
            assertThat(found.authToken()).isEqualTo("f".repeat(32));
            assertThat(found.created()).isEqualTo(Columns.time(TIME));
        });
        assertThat(accounts.update(Samples.account(), before -> before)).isEmpty();
    }

    private static Account with(Account account, String name, String token) {
        return new Account(
                account.sid(), name, account.status(), token, account.owner(), account.created(), account.updated());
    }

    @Test
    void ofConcurrentChangesOfAnAccountNoneIsLost() {
        accounts.add(with(Samples.account(account), "", "0".repeat(32)));
        atOnce(i -> accounts.update(
                account, before -> with(before, before.friendlyName() + letter(i), before.authToken())));
        assertThat(accounts.find(account).orElseThrow().friendlyName())
                .hasSize(CHANGES)
                .contains("a", letter(CHANGES - 1));
    }

    @Test
    void ofConcurrentChangesOfANumberNoneIsLost() {
        IncomingNumber number = renamed(Samples.number(account, Samples.randomNumber(), TIME), "");
        numbers.add(number);
        atOnce(i ->
                numbers.update(account, number.sid(), before -> renamed(before, before.friendlyName() + letter(i))));
        assertThat(numbers.find(account, number.sid()).orElseThrow().friendlyName())
                .hasSize(CHANGES)
                .contains("a", letter(CHANGES - 1));
    }

    private static String letter(int index) {
        return Character.toString('a' + index);
    }

    private static void atOnce(IntConsumer change) {
        CompletableFuture.allOf(IntStream.range(0, CHANGES)
                        .mapToObj(i ->
                                CompletableFuture.runAsync(() -> change.accept(i), task -> new Thread(task).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    @Test
    void aChangeThatThrowsChangesNothing() {
        IncomingNumber number = Samples.number(account, Samples.randomNumber(), Columns.time(TIME));
        numbers.add(number);
        assertThatThrownBy(() -> numbers.update(account, number.sid(), before -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(numbers.update(account, number.sid(), before -> renamed(before, "next")))
                .isPresent();
    }

    private static IncomingNumber renamed(IncomingNumber number, String name) {
        return new IncomingNumber(
                number.sid(),
                number.account(),
                number.number(),
                name,
                number.voice(),
                number.voiceFallback(),
                number.statusCallback(),
                number.callerIdLookup(),
                number.created(),
                number.updated());
    }

    @Test
    void theDatabaseDoesNotShowTheToken() throws SQLException {
        accounts.add(Samples.account(account));
        String column = query("select auth_token from account where sid = '" + account + "'");
        assertThat(column).startsWith("1:").doesNotContain("0123456789abcdef");
    }

    @Test
    void aNumberIsOwnedOnce() {
        IncomingNumber number = Samples.number(account, Samples.randomNumber(), TIME);
        assertThat(numbers.add(number)).isTrue();
        assertThat(numbers.add(Samples.number(Samples.account(), number.number(), TIME)))
                .isFalse();
        assertThat(numbers.findByNumber(number.number()))
                .map(IncomingNumber::sid)
                .contains(number.sid());
    }

    @Test
    void aNumberComesBackAsItWas() {
        Instant time = Columns.time(TIME);
        IncomingNumber number = Samples.number(account, Samples.randomNumber(), time);
        numbers.add(number);
        assertThat(numbers.find(account, number.sid())).contains(number);
        assertThat(numbers.find(Samples.account(), number.sid())).isEmpty();
    }

    @Test
    void theMethodOfAWebhookIsKeptWithoutItsAddress() {
        Instant time = Columns.time(TIME);
        IncomingNumber sample = Samples.number(account, Samples.randomNumber(), time);
        NumberHook get = new NumberHook(Optional.empty(), HttpMethod.GET);
        IncomingNumber number = new IncomingNumber(
                sample.sid(), account, sample.number(), "Desk", get, NumberHook.NONE, get, false, time, time);
        numbers.add(number);
        assertThat(numbers.find(account, number.sid())).contains(number);
    }

    @Test
    void aNumberIsChangedAndRemovedByItsOwnerOnly() {
        Instant time = Columns.time(TIME);
        IncomingNumber number = Samples.number(account, Samples.randomNumber(), time);
        numbers.add(number);
        IncomingNumber changed = new IncomingNumber(
                number.sid(),
                account,
                number.number(),
                "Renamed",
                Optional.empty(),
                number.voice(),
                number.voiceFallback(),
                true,
                time,
                time.plusSeconds(1));
        assertThat(numbers.update(Samples.account(), number.sid(), before -> changed))
                .isEmpty();
        assertThat(numbers.find(account, number.sid())).contains(number);
        assertThat(numbers.update(account, number.sid(), before -> changed)).contains(changed);
        assertThat(numbers.find(account, number.sid())).contains(changed);
        assertThat(numbers.delete(Samples.account(), number.sid())).isFalse();
        assertThat(numbers.delete(account, number.sid())).isTrue();
        assertThat(numbers.delete(account, number.sid())).isFalse();
    }

    @Test
    void numbersAreFilteredByParts() {
        String digits = Samples.randomNumber().e164();
        IncomingNumber number = Samples.number(account, new PhoneNumber(digits), TIME);
        numbers.add(number);
        numbers.add(Samples.number(account, new PhoneNumber("+4930" + digits.substring(5)), TIME));
        assertThat(found(digits)).containsExactly(digits);
        assertThat(found("+1415")).containsExactly(digits);
        assertThat(found("+14*5")).containsExactly(digits);
        assertThat(found(digits.substring(6))).hasSize(2);
        assertThat(found("%")).isEmpty();
        assertThat(found("_")).isEmpty();
        assertThat(numbers.list(account, ANY, Optional.of("Front desk"), first(10))
                        .items())
                .hasSize(2);
        assertThat(numbers.list(account, ANY, Optional.of("Front"), first(10)).items())
                .isEmpty();
    }

    private List<String> found(String part) {
        return numbers.list(account, Optional.of(part), ANY, first(10)).items().stream()
                .map(number -> number.number().e164())
                .toList();
    }

    static PageRequest first(int size) {
        return new PageRequest(size, Optional.empty());
    }

    final String query(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
