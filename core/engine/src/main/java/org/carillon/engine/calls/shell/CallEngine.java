// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.calls.flow.CallMachine;
import org.carillon.engine.calls.flow.RecordingReports;
import org.carillon.engine.calls.flow.Runners;
import org.carillon.engine.calls.session.CallbackPlan;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.signalling.CallSignalling;
import org.carillon.engine.calls.signalling.IncomingCall;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalEvent;
import org.carillon.engine.calls.signalling.SignalSink;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.MarkupLimits;
import org.carillon.engine.markup.MarkupParser;
import org.carillon.engine.markup.MarkupWarning;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaServer;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.recordings.RecordingVault;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.Outbox;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.trunks.TrunkPolicy;
import org.carillon.engine.webhooks.WebhookSender;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The call engine of a node: takes calls from the signalling, changes from the API and reports from the media server, and
 * gives each to the mailbox of its session. An event of a session that lives elsewhere is not passed on yet.
 */
@ApplicationScoped
public class CallEngine implements SignalSink {
    private static final Logger LOG = Logger.getLogger(CallEngine.class);
    private static final int SID_LENGTH = 34;
    private static final int MOST_HEADERS = 64;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_HEADER = 1_024;

    private final String node;
    private final Directory directory;
    private final Clock clock;
    private final Signals signals;
    private final Lanes lanes;
    private final Takeovers takeovers;

    /** Over these ports. */
    @Inject
    public CallEngine(
            EngineSettings settings,
            Ports ports,
            Runners runners,
            Directory directory,
            TrunkPolicy trunks,
            Clock clock) {
        this.directory = directory;
        this.clock = clock;
        Router router = new Router(directory, trunks, settings.sipAddress());
        this.signals = new Signals(router);
        Effects effects = new Effects(
                ports.media(), ports.webhooks(), ports.vault(), ports.outbox(), signals, Duration.ofSeconds(1));
        CallMachine machine = new CallMachine(
                runners, new MarkupParser(MarkupLimits.DEFAULT), new RecordingReports(settings.publicUrl()));
        this.lanes =
                new Lanes(new Lanes.Parts(settings, machine, ports.sessions(), effects, Duration.ofMillis(200), clock));
        ports.outbox().whenWritten(entry -> written(ports.sessions(), entry));
        this.node = ports.sessions().node();
        this.takeovers = new Takeovers(ports.sessions(), lanes, new Resumption(lanes, signals, ports.media()));
        ports.sessions().whenNodesLeave(takeovers::adopt);
        takeovers.adopt();
        ports.media().listen(this::mediaHappened);
    }

    private static void written(SessionStore sessions, OutboxEntry entry) {
        if (entry instanceof OutboxEntry.CallEnded ended) {
            CallSid call = ended.call().sid();
            Bounded.retried(3, Duration.ofSeconds(1), Duration.ofSeconds(5), () -> sessions.forget(call))
                    .exceptionally(e -> {
                        LOG.errorf(
                                e, "CARENG0013 Call %s is in the database and could not be taken from the grid", call);
                        return null;
                    });
        }
    }

    @Override
    public void register(CallSignalling signalling) {
        signals.port().set(signalling);
        LOG.info("CARENG0010 The signalling is ready; calls are taken");
    }

    @Override
    public void unregister(CallSignalling signalling) {
        if (signals.port().compareAndSet(signalling, null)) {
            lanes.all().forEach(mailbox -> legsAreGone(mailbox, "signalling-gone"));
        }
    }

    static void legsAreGone(Mailbox mailbox, String reason) {
        for (Leg leg : mailbox.session().legs()) {
            if (!leg.hasEnded()) {
                mailbox.post(new Event.Signalled(new SignalEvent.Lost(leg.sid(), reason)));
            }
        }
    }

    /** Whether the signalling has registered. */
    public boolean isReady() {
        return signals.port().get() != null;
    }

    /** Sessions that live on this node. */
    public int sessions() {
        return lanes.sessions();
    }

    @Override
    public CompletionStage<Admission> arrive(IncomingCall call) {
        if (!isReady()) {
            return refused(503, "Not ready");
        }
        if (call.from().address().length() > PartyAddress.LONGEST
                || call.sipCallId().length() > PartyAddress.LONGEST) {
            return refused(400, "From or Call-ID too long");
        }
        Optional<PhoneNumber> called = PhoneNumber.parse(call.to().address());
        if (called.isEmpty()) {
            return refused(404, "Not Found");
        }
        return directory
                .number(called.get())
                .thenCompose(number -> number.filter(n -> n.voice().isPresent())
                        .map(n -> directory.account(n.account()).thenApply(account -> admit(call, n, account)))
                        .orElseGet(() -> refused(404, "Not Found")))
                .exceptionally(e -> {
                    LOG.errorf(e, "CARENG0006 A call could not be admitted");
                    return new Admission.Refused(503, "Service Unavailable");
                });
    }

    private static CompletionStage<Admission> refused(int status, String reason) {
        return CompletableFuture.completedFuture(new Admission.Refused(status, reason));
    }

    private Admission admit(IncomingCall call, IncomingNumber number, Optional<Account> account) {
        if (account.filter(a -> a.status() == Account.Status.ACTIVE).isEmpty()) {
            return new Admission.Refused(403, "Forbidden");
        }
        Mailbox mailbox = lanes.open(inbound(call, number));
        if (mailbox == null) {
            return new Admission.Refused(503, "Service Unavailable");
        }
        mailbox.post(new Event.Opened());
        return new Admission.Taken();
    }

    private Session inbound(IncomingCall call, IncomingNumber number) {
        Instant now = clock.instant();
        CallRecord record = new CallRecord(
                call.leg(),
                call.leg(),
                number.account(),
                Optional.empty(),
                CallDirection.INBOUND,
                call.from().address(),
                call.to().address(),
                call.from().displayName().map(CallEngine::line),
                Optional.ofNullable(call.headers().get("Diversion")),
                Optional.of(number.sid()),
                CallStatus.RINGING,
                now,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                0,
                call.sipCallId(),
                "");
        Leg leg = new Leg(
                record,
                Leg.Phase.OFFERED,
                Optional.empty(),
                call.sdp(),
                Optional.empty(),
                CallbackPlan.atEnd(number.statusCallback()),
                bounded(call.headers()),
                Optional.empty(),
                call.hops());
        Script script = Script.unbegun(call.leg(), List.of(), number.voice().orElseThrow(), number.voiceFallback());
        return Session.open(leg, script, owner());
    }

    /** What a stranger's INVITE brings is repeated in every webhook and every saved value of its call. */
    private static Map<String, String> bounded(Map<String, String> headers) {
        Map<String, String> few = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if (few.size() < MOST_HEADERS && name.length() <= LONGEST_NAME) {
                few.put(name, line(value));
            }
        });
        return few;
    }

    private static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.substring(0, Math.min(LONGEST_HEADER, line.length()));
    }

    Owner owner() {
        return new Owner(node, 1);
    }

    /** Opens a session that the API asked for; its value is kept safe when the stage completes. */
    CompletionStage<Session> open(Session session, List<MarkupWarning> warnings) {
        Mailbox mailbox = lanes.open(session);
        if (mailbox == null) {
            return CompletableFuture.failedFuture(new Mailbox.MailboxClosedException());
        }
        return mailbox.ask(new Event.Opened(warnings));
    }

    /** Gives an event to a session and tells when its step is saved. */
    CompletionStage<Session> ask(CallSid session, Event event) {
        Mailbox mailbox = lanes.find(session);
        return mailbox == null
                ? CompletableFuture.failedFuture(new Mailbox.MailboxClosedException())
                : mailbox.ask(event);
    }

    @Override
    public void tookOver(CallSid session) {
        takeovers.claim(session);
    }

    @Override
    public void report(CallSid session, SignalEvent event) {
        post(session, new Event.Signalled(event));
    }

    private void mediaHappened(MediaEvent event) {
        String operation = event.operation();
        if (operation.length() >= SID_LENGTH && CallSid.isValid(operation.substring(0, SID_LENGTH))) {
            post(new CallSid(operation.substring(0, SID_LENGTH)), new Event.MediaHappened(event));
        }
    }

    private void post(CallSid session, Event event) {
        @Nullable Mailbox mailbox = lanes.find(session);
        if (mailbox == null && takeovers.hold(session, event)) {
            return;
        }
        if (mailbox == null) {
            mailbox = lanes.find(session);
        }
        if (mailbox == null) {
            LOG.debugf("Event for session %s, which is not here: %s", session, Steps.name(event));
        } else if (!mailbox.post(event) && mailbox.isFirstDrop()) {
            LOG.warnf("CARENG0007 The mailbox of session %s is full; events are dropped", session);
        }
    }

    /** The value of a session on this node. */
    Optional<Session> session(CallSid root) {
        return Optional.ofNullable(lanes.find(root)).map(Mailbox::session);
    }

    Clock clock() {
        return clock;
    }

    @PreDestroy
    void stop() {
        lanes.close();
    }

    /** The ports behind which the engine's adapters are. */
    @ApplicationScoped
    public static class Ports {
        private final MediaServer media;
        private final WebhookSender webhooks;
        private final SessionStore sessions;
        private final RecordingVault vault;
        private final Outbox outbox;

        /** These adapters. */
        @Inject
        public Ports(
                MediaServer media, WebhookSender webhooks, SessionStore sessions, RecordingVault vault, Outbox outbox) {
            this.media = media;
            this.webhooks = webhooks;
            this.sessions = sessions;
            this.vault = vault;
            this.outbox = outbox;
        }

        MediaServer media() {
            return media;
        }

        WebhookSender webhooks() {
            return webhooks;
        }

        SessionStore sessions() {
            return sessions;
        }

        RecordingVault vault() {
            return vault;
        }

        Outbox outbox() {
            return outbox;
        }
    }
}
