// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.carillon.api.start.CredentialsFile.Credentials;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.numbers.NumberStore;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Sees to it that there is an account to begin with, and, if it is wanted, its demonstration number. */
@ApplicationScoped
public class FirstStart {
    private static final Logger LOG = Logger.getLogger(FirstStart.class);

    private final AccountStore accounts;
    private final Directory directory;
    private final DemoNumber demo;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    /** Over the stores. */
    @Inject
    public FirstStart(AccountStore accounts, NumberStore numbers, Directory directory, Clock clock) {
        this.accounts = accounts;
        this.directory = directory;
        this.demo = new DemoNumber(numbers, directory);
        this.clock = clock;
    }

    void started(@Observes @Initialized(ApplicationScoped.class) Object event) {
        run(StartSettings.read(ConfigProvider.getConfig()));
    }

    void run(StartSettings settings) {
        Optional<CredentialsFile> file = settings.data().map(CredentialsFile::new);
        Optional<Account> account = settings.account().isPresent() || accounts.isEmpty()
                ? given(settings, file)
                : file.flatMap(CredentialsFile::read).flatMap(credentials -> accounts.find(credentials.sid()));
        settings.demoNumber()
                .ifPresent(number -> account.ifPresentOrElse(
                        owner -> demo.attach(
                                owner.sid(), number, settings.demoVoiceUrl().orElseThrow(), now()),
                        () -> LOG.warn(
                                "CARAPI0024 No demonstration number: it is not known which account is the first one; set"
                                        + " carillon.account.sid")));
    }

    /**
     * The account that the settings name, made or given its token; drawn at random where they say nothing. Empty when another
     * node, which has started at the same time, has drawn its own first.
     */
    private Optional<Account> given(StartSettings settings, Optional<CredentialsFile> file) {
        // The file is written before the account: after a crash between the two the next start uses what it says.
        Optional<Credentials> written = file.flatMap(CredentialsFile::read)
                .filter(found -> settings.account().map(found.sid()::equals).orElse(true));
        AccountSid sid =
                settings.account().or(() -> written.map(Credentials::sid)).orElseGet(() -> AccountSid.random(random));
        Optional<Account> existing = accounts.find(sid);
        String token = settings.token()
                .or(() -> existing.map(Account::authToken))
                .or(() -> written.map(Credentials::token))
                .orElseGet(this::randomToken);
        Credentials credentials = new Credentials(sid, token);
        if (written.filter(credentials::equals).isEmpty()) {
            file.ifPresentOrElse(
                    f -> f.write(credentials),
                    () -> LOG.warn(
                            "CARAPI0023 carillon.data is not set: the first account's credentials are not written"
                                    + " anywhere"));
        }
        if (existing.isPresent() && existing.get().authToken().equals(token)) {
            return existing;
        }
        if (settings.account().isEmpty() && existing.isEmpty()) {
            return first(fresh(sid, token), file);
        }
        Account account = existing.isPresent() ? withToken(sid, token) : created(sid, token);
        directory.changed(sid);
        LOG.infof("CARAPI0020 Account %s was %s", sid, existing.isPresent() ? "given its token" : "created");
        return Optional.of(account);
    }

    private Optional<Account> first(Account account, Optional<CredentialsFile> file) {
        if (!accounts.addFirst(account)) {
            file.ifPresent(CredentialsFile::remove);
            LOG.info("CARAPI0026 Another node has made the first account");
            return Optional.empty();
        }
        directory.changed(account.sid());
        LOG.infof("CARAPI0020 Account %s was created", account.sid());
        return Optional.of(account);
    }

    private Account withToken(AccountSid sid, String token) {
        return accounts.update(
                        sid,
                        found -> new Account(
                                found.sid(),
                                found.friendlyName(),
                                found.status(),
                                token,
                                found.owner(),
                                found.created(),
                                now()))
                .orElseThrow();
    }

    /** Another node that starts at the same time may have been quicker; what the settings say holds all the same. */
    private Account created(AccountSid sid, String token) {
        Account fresh = fresh(sid, token);
        return accounts.add(fresh) ? fresh : withToken(sid, token);
    }

    private Account fresh(AccountSid sid, String token) {
        Instant now = now();
        return new Account(sid, "First account", Account.Status.ACTIVE, token, sid, now, now);
    }

    private String randomToken() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
