// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.carillon.api.testing.InMemoryAccounts;
import org.carillon.api.testing.InMemoryNumbers;
import org.carillon.api.testing.Samples;
import org.carillon.api.testing.SettableClock;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.directory.BlockingWork;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstStartTest {
    private static final PhoneNumber DEMO = new PhoneNumber("+15550001");
    private static final String URL = "http://127.0.0.1:25080/demo/voice";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryNumbers numbers = new InMemoryNumbers();
    private final SettableClock clock = new SettableClock();

    private void start(Optional<AccountSid> sid, Optional<String> token, String url) {
        Directory directory = new Directory(accounts, numbers, new BlockingWork(), clock);
        new FirstStart(accounts, numbers, directory, clock)
                .run(new StartSettings(sid, token, Optional.of(data), Optional.of(DEMO), Optional.of(url)));
    }

    private void start() {
        start(Optional.empty(), Optional.empty(), URL);
    }

    private Path file() {
        return data.resolve("first-account.properties");
    }

    private Account only() {
        assertThat(accounts.all()).hasSize(1);
        return accounts.all().iterator().next();
    }

    @Test
    void firstAccountIsDrawnAtRandomAndWrittenForTheLauncher() throws Exception {
        start();

        Account account = only();
        assertThat(account.authToken()).matches("[0-9a-f]{32}");
        assertThat(Files.readString(file()))
                .isEqualTo("account.sid=" + account.sid() + "\naccount.token=" + account.authToken() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(numbers.findByNumber(DEMO)).map(IncomingNumber::account).hasValue(account.sid());
    }

    @Test
    void secondStartChangesNothingButTheAddressOfTheDemonstration() throws Exception {
        start();
        Account account = only();
        String written = Files.readString(file());
        String sid = numbers.findByNumber(DEMO).orElseThrow().sid().value();

        start(Optional.empty(), Optional.empty(), "http://127.0.0.1:28080/demo/voice");

        assertThat(only()).isEqualTo(account);
        assertThat(Files.readString(file())).isEqualTo(written);
        IncomingNumber number = numbers.findByNumber(DEMO).orElseThrow();
        assertThat(number.sid().value()).isEqualTo(sid);
        assertThat(number.voice())
                .get()
                .hasToString("WebhookTarget[url=http://127.0.0.1:28080/demo/voice, method=POST]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:9000/mine", "https://a.example/demo/voice", "https://a.example/v?q={x} |"})
    void demonstrationNumberThatItsOwnerUsesIsLeftAlone(String url) throws Exception {
        start();
        Account account = only();
        IncomingNumber made = numbers.findByNumber(DEMO).orElseThrow();
        Optional<WebhookTarget> own = Optional.of(new WebhookTarget(url, HttpMethod.GET));
        numbers.update(
                account.sid(),
                made.sid(),
                before -> new IncomingNumber(
                        made.sid(),
                        made.account(),
                        made.number(),
                        made.friendlyName(),
                        own,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        made.created(),
                        made.updated()));

        start();

        assertThat(numbers.findByNumber(DEMO).flatMap(IncomingNumber::voice)).isEqualTo(own);
    }

    @Test
    void accountOfTheSettingsIsMade() throws Exception {
        start(Optional.of(Samples.ALICE), Optional.of(Samples.ALICES_TOKEN), URL);

        assertThat(only().sid()).isEqualTo(Samples.ALICE);
        assertThat(only().authToken()).isEqualTo(Samples.ALICES_TOKEN);
        assertThat(Files.readString(file())).contains(Samples.ALICE.value(), Samples.ALICES_TOKEN);
    }

    @Test
    void laterStartGivesTheAccountItsNewToken() throws Exception {
        start(Optional.of(Samples.ALICE), Optional.of(Samples.ALICES_TOKEN), URL);
        start(Optional.of(Samples.ALICE), Optional.of(Samples.BOBS_TOKEN), URL);

        assertThat(only().authToken()).isEqualTo(Samples.BOBS_TOKEN);
        assertThat(Files.readString(file())).contains(Samples.BOBS_TOKEN).doesNotContain(Samples.ALICES_TOKEN);
    }

    @Test
    void laterStartWithAnotherSidMakesASecondAccountAndLeavesTheNumber() {
        start(Optional.of(Samples.ALICE), Optional.of(Samples.ALICES_TOKEN), URL);
        start(Optional.of(Samples.BOB), Optional.of(Samples.BOBS_TOKEN), "http://127.0.0.1:1/other");

        assertThat(accounts.all()).extracting(Account::sid).containsExactlyInAnyOrder(Samples.ALICE, Samples.BOB);
        assertThat(numbers.findByNumber(DEMO)).map(IncomingNumber::account).hasValue(Samples.ALICE);
        assertThat(numbers.findByNumber(DEMO).flatMap(IncomingNumber::voice))
                .get()
                .hasToString("WebhookTarget[url=" + URL + ", method=POST]");
    }

    @Test
    void crashBetweenFileAndAccountLosesNothing() throws Exception {
        start();
        String written = Files.readString(file());
        InMemoryAccounts empty = new InMemoryAccounts();
        Directory directory = new Directory(empty, numbers, new BlockingWork(), clock);

        new FirstStart(empty, numbers, directory, clock)
                .run(new StartSettings(
                        Optional.empty(), Optional.empty(), Optional.of(data), Optional.empty(), Optional.empty()));

        assertThat(empty.all())
                .singleElement()
                .satisfies(account -> assertThat(written).contains(account.sid().value(), account.authToken()));
    }

    @Test
    void nodeThatStartsAtTheSameTimeAsAnotherMakesNoSecondFirstAccount() {
        Account others = Samples.account(Samples.ALICE, Samples.ALICES_TOKEN, Account.Status.ACTIVE);
        accounts.quicker(others);

        start();

        assertThat(only()).isEqualTo(others);
        assertThat(file()).doesNotExist();
        assertThat(numbers.findByNumber(DEMO)).isEmpty();
    }

    @Test
    void settingsThatCannotBeUsedStopTheStart() {
        assertThatThrownBy(() -> new StartSettings(
                        Optional.empty(), Optional.of("short"), Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("carillon.account.token")
                .hasMessageNotContaining("short");
        assertThatThrownBy(() -> new StartSettings(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(DEMO), Optional.empty()))
                .hasMessageContaining("carillon.demo.voice-url");
    }

    @Test
    void secretsAreNotPrinted() {
        StartSettings settings = new StartSettings(
                Optional.of(Samples.ALICE),
                Optional.of(Samples.ALICES_TOKEN),
                Optional.of(data),
                Optional.empty(),
                Optional.empty());

        assertThat(settings.toString()).doesNotContain(Samples.ALICES_TOKEN);
        assertThat(new CredentialsFile.Credentials(Samples.ALICE, Samples.ALICES_TOKEN).toString())
                .doesNotContain(Samples.ALICES_TOKEN);
    }
}
