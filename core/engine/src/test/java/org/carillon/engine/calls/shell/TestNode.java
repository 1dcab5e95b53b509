// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.calls.flow.RecordingReports;
import org.carillon.engine.calls.flow.Runners;
import org.carillon.engine.calls.signalling.CallSignalling;
import org.carillon.engine.calls.signalling.IncomingCall;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.directory.BlockingWork;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.MediaServer;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.recordings.RecordingVault;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.Outbox;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.trunks.TrunkPolicy;
import org.carillon.engine.verbs.VerbCatalogue;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookTarget;

/** A node with the real engine and with ports in memory whose behaviour a test sets. */
final class TestNode implements AutoCloseable {
    static final AccountSid ACCOUNT = new AccountSid("AC00000000000000000000000000000001");
    static final PhoneNumber NUMBER = new PhoneNumber("+15550001");

    final FakeSessions sessions = new FakeSessions();
    final List<SignalCommand> signals = new CopyOnWriteArrayList<>();
    final List<MediaCommand> commands = new CopyOnWriteArrayList<>();
    final List<OutboxEntry> written = new CopyOnWriteArrayList<>();
    final List<String> vaulted = new CopyOnWriteArrayList<>();
    final CallEngine engine;
    final Directory directory;
    final List<MediaHandle> takenOver = new CopyOnWriteArrayList<>();
    final Set<CallSid> carried = ConcurrentHashMap.newKeySet();
    final CallSignalling signalling = new Legs();

    volatile Function<MediaCommand, CompletionStage<MediaResult>> media = this::answer;
    volatile MediaResult takeover = new MediaResult.Done();
    volatile Function<WebhookRequest, String> documents = request -> "<Say>Hi</Say>";
    volatile Function<PhoneNumber, Optional<IncomingNumber>> numbers = this::own;
    volatile Account.Status accountStatus = Account.Status.ACTIVE;
    volatile int callbackStatus = 200;
    volatile Optional<WebhookTarget> statusCallback = Optional.empty();
    final AtomicInteger outboxRefuses = new AtomicInteger();

    private volatile Consumer<MediaEvent> reports = event -> {};
    private final AtomicInteger endpoints = new AtomicInteger();
    private final BlockingWork blocking = new BlockingWork();

    TestNode() {
        this(VerbCatalogue.runners(new RecordingReports("http://api.example.com")));
    }

    TestNode(Runners runners) {
        this(runners, 100);
    }

    /** A node that carries so many sessions. */
    TestNode(int sessions) {
        this(VerbCatalogue.runners(new RecordingReports("http://api.example.com")), sessions);
    }

    private TestNode(Runners runners, int most) {
        EngineSettings settings =
                new EngineSettings("node1", "http://127.0.0.1:8080", "127.0.0.1:5060", 2, most, 20, 16);
        Clock clock = Clock.systemUTC();
        directory = new Directory(accounts(), new Numbers(), blocking, clock);
        TrunkPolicy trunks = new TrunkPolicy(List.of(), Optional.of("sip:127.0.0.1:5070"), List.of("+1"), List.of());
        CallEngine.Ports ports = new CallEngine.Ports(new Media(), this::reply, sessions, new Vault(), new Written());
        engine = new CallEngine(settings, ports, runners, directory, trunks, clock);
        engine.register(signalling);
    }

    /** A caller rings the platform's number; the call's SID. */
    CallSid rings(int number) {
        CallSid leg = new CallSid("CA" + String.format("%032x", number));
        PartyAddress from = PartyAddress.of("+15551234567");
        IncomingCall call = new IncomingCall(
                leg, from, PartyAddress.of(NUMBER.e164()), "127.0.0.1", Optional.of("v=0"), Map.of(), "id" + number, 0);
        engine.arrive(call).toCompletableFuture().join();
        return leg;
    }

    <C extends SignalCommand> List<C> signals(Class<C> type) {
        return signals.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <C extends MediaCommand> List<C> commands(Class<C> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<CallRecord> records() {
        return written.stream()
                .filter(OutboxEntry.CallEnded.class::isInstance)
                .map(entry -> ((OutboxEntry.CallEnded) entry).call())
                .toList();
    }

    /** The media server reports. */
    void happens(MediaEvent event) {
        reports.accept(event);
    }

    CompletionStage<MediaResult> answer(MediaCommand command) {
        if (command instanceof MediaCommand.Open || command instanceof MediaCommand.Bridge) {
            MediaHandle handle = new MediaHandle("ms", "e" + endpoints.incrementAndGet(), "c");
            return CompletableFuture.completedFuture(new MediaResult.Opened(handle, Optional.of("v=0 local")));
        }
        return CompletableFuture.completedFuture(
                command instanceof MediaCommand.Modify ? new MediaResult.Modified("v=0") : new MediaResult.Done());
    }

    private CompletionStage<WebhookResult> reply(WebhookRequest request) {
        String body = "<Response>" + documents.apply(request) + "</Response>";
        var bytes = new WebhookResult.Body(body.getBytes(StandardCharsets.UTF_8));
        int status = request.url().endsWith("/status") ? callbackStatus : 200;
        return CompletableFuture.completedFuture(new WebhookResult.Reply(status, request.url(), "text/xml", bytes, 1));
    }

    Optional<IncomingNumber> own(PhoneNumber number) {
        if (!number.equals(NUMBER)) {
            return Optional.empty();
        }
        return Optional.of(new IncomingNumber(
                new PhoneNumberSid("PN00000000000000000000000000000001"),
                ACCOUNT,
                NUMBER,
                "",
                Optional.of(new WebhookTarget("http://tenant.example.com/voice", HttpMethod.POST)),
                Optional.empty(),
                statusCallback,
                false,
                Instant.EPOCH,
                Instant.EPOCH));
    }

    private AccountStore accounts() {
        return new AccountStore() {
            @Override
            public Optional<Account> find(AccountSid sid) {
                return Optional.of(
                        new Account(sid, "", accountStatus, "0".repeat(32), sid, Instant.EPOCH, Instant.EPOCH));
            }

            @Override
            public boolean add(Account account) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean addFirst(Account account) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Account> update(AccountSid sid, UnaryOperator<Account> change) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isEmpty() {
                return false;
            }
        };
    }

    @Override
    public void close() {
        engine.stop();
    }

    private final class Legs implements CallSignalling {
        @Override
        public CompletionStage<Void> perform(SignalCommand command) {
            signals.add(command);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean carries(CallSid leg) {
            return carried.contains(leg);
        }
    }

    private final class Media implements MediaServer {
        @Override
        public CompletionStage<MediaResult> perform(MediaCommand command, Duration deadline) {
            commands.add(command);
            return media.apply(command);
        }

        @Override
        public void listen(Consumer<MediaEvent> listener) {
            reports = listener;
        }

        @Override
        public CompletionStage<MediaResult> takeOver(
                String operation, MediaHandle handle, long seen, Duration deadline) {
            takenOver.add(handle);
            return CompletableFuture.completedFuture(takeover);
        }

        @Override
        public Health health() {
            return new Health(true, 0, 1);
        }
    }

    private final class Vault implements RecordingVault {
        @Override
        public CompletionStage<Long> store(AccountSid account, RecordingSid sid, String source, String sha256) {
            vaulted.add(sid.value());
            return CompletableFuture.completedFuture(1L);
        }

        @Override
        public Optional<Path> open(AccountSid account, RecordingSid sid) {
            return Optional.empty();
        }

        @Override
        public void delete(AccountSid account, RecordingSid sid) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Written implements Outbox {
        @Override
        public CompletionStage<Void> append(List<OutboxEntry> entries) {
            if (outboxRefuses.getAndDecrement() > 0) {
                return CompletableFuture.failedFuture(new IllegalStateException("full"));
            }
            written.addAll(entries);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void whenWritten(Consumer<OutboxEntry> listener) {
            // nothing reaches a database here
        }
    }

    private final class Numbers implements NumberStore {
        @Override
        public Optional<IncomingNumber> find(AccountSid account, PhoneNumberSid sid) {
            return Optional.empty();
        }

        @Override
        public Optional<IncomingNumber> findByNumber(PhoneNumber number) {
            return numbers.apply(number);
        }

        @Override
        public Page<IncomingNumber> list(
                AccountSid account, Optional<String> number, Optional<String> friendlyName, PageRequest page) {
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public boolean add(IncomingNumber number) {
            return false;
        }

        @Override
        public Optional<IncomingNumber> update(
                AccountSid account, PhoneNumberSid sid, UnaryOperator<IncomingNumber> change) {
            return Optional.empty();
        }

        @Override
        public boolean delete(AccountSid account, PhoneNumberSid sid) {
            return false;
        }
    }
}
