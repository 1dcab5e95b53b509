// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.testing.NotSeen;
import org.carillon.testing.phone.CallRequest;
import org.carillon.testing.phone.IncomingPolicy;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;
import org.carillon.testing.timeline.Ladder;
import org.carillon.testing.timeline.Timeline;
import org.carillon.testing.web.TenantServer;
import org.carillon.testing.web.WebReply;
import org.carillon.testing.web.WebRequest;

/**
 * The demonstration call: phone A calls the number, hears the welcome, presses a key, is connected to phone B, both hear
 * each other, A hangs up, the API shows the call record. Prints each fact when it is seen, the ladder, and the record.
 *
 * <p>Exit code 0 if everything was seen, 1 if something was not, 2 for wrong arguments.
 */
public final class DemonstrationCall {
    /** Where the demonstration number's VoiceUrl leads, below the web port. */
    public static final String VOICE_PATH = "/demo/voice";

    private static final String KEY_PATH = "/demo/key";
    private static final String STATUS_PATH = "/demo/status";
    private static final String CALLER = "+15559990001";
    private static final String CALLEE = "+15550002";
    private static final String KEY = "5";
    private static final String SERVER = "Carillon";
    private static final String A = "phone A";
    private static final String B = "phone B";
    private static final String WEB = "web";
    private static final double A_TONE = 440;
    private static final double B_TONE = 1000;
    private static final double AUDIBLE_PROMPT = -45;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DemoOptions options;
    private final PrintStream out;
    private final Timeline timeline = new Timeline();

    private DemonstrationCall(DemoOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the demonstration; see {@code --help}. */
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), out));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        if (arguments.contains("--help")) {
            out.print(DemoOptions.USAGE);
            return 0;
        }
        DemoOptions options;
        try {
            options = DemoOptions.parse(arguments, environment);
        } catch (IllegalArgumentException wrong) {
            out.println("The demonstration call cannot start: " + wrong.getMessage());
            out.print(DemoOptions.USAGE);
            return 2;
        }
        return new DemonstrationCall(options, out).perform();
    }

    private int perform() {
        out.println("Demonstration call to " + options.number() + " at " + options.sip());
        try {
            JsonNode record = call();
            out.println();
            drawLadder();
            out.println();
            out.println("Call record:");
            out.println(CallRecords.pretty(record));
            out.println("The demonstration call went through: everything was seen.");
            return 0;
        } catch (NotSeen | IllegalStateException | UncheckedIOException problem) {
            explain(problem);
            return 1;
        }
    }

    private void explain(Throwable problem) {
        out.println();
        out.println("The demonstration call FAILED: "
                + String.valueOf(problem.getMessage()).lines().findFirst().orElse(""));
        if (!timeline.events().isEmpty()) {
            out.println("What happened until then:");
            drawLadder();
        }
        out.println("Things to look at: is the server up and its SIP address " + options.sip()
                + " right; does " + options.number() + " belong to account "
                + options.credentials().account()
                + "; is its VoiceUrl http://127.0.0.1:<web-port>" + VOICE_PATH
                + "; does the default trunk lead to port " + options.secondPhonePort()
                + "; what does the server's log say.");
    }

    private void drawLadder() {
        List<String> columns = options.webPort().isPresent() ? List.of(A, SERVER, B, WEB) : List.of(A, SERVER, B);
        out.print(new Ladder(columns, SERVER, 28).draw(timeline.events()));
    }

    private JsonNode call() {
        PhoneSettings settings = PhoneSettings.named(A).timeline(timeline).patience(PATIENCE);
        Optional<TenantServer> web = options.webPort().map(this::startWeb);
        try (Phone a = Phone.start(settings.user(CALLER));
                Phone b = Phone.start(PhoneSettings.named(B)
                        .user(CALLEE)
                        .port(options.secondPhonePort())
                        .timeline(timeline)
                        .patience(PATIENCE))) {
            PhoneCall call = a.call(CallRequest.to("sip:" + options.number() + "@" + options.sip())
                    .from("sip:" + CALLER + "@127.0.0.1"));
            Optional<WebRequest> webhook = web.map(this::awaitWebhook);
            call.awaitAnswered();
            seen("the call is answered");
            pressKey(call, web);
            connect(call, b);
            return fetchRecord(webhook);
        } finally {
            web.ifPresent(TenantServer::close);
        }
    }

    private TenantServer startWeb(int port) {
        return TenantServer.start(WEB, port, timeline)
                .onTwiml(
                        VOICE_PATH,
                        "<Gather numDigits=\"1\" action=\"" + KEY_PATH + "\" timeout=\"10\">"
                                + "<Say>Welcome to Carillon. Press any key to be connected.</Say></Gather>")
                .onTwiml(KEY_PATH, "<Dial><Number>" + CALLEE + "</Number></Dial>")
                .on(STATUS_PATH, WebReply.status(204));
    }

    private WebRequest awaitWebhook(TenantServer web) {
        WebRequest request = web.awaitRequest(VOICE_PATH, PATIENCE);
        String configured = web.url(VOICE_PATH);
        if (!request.isSignedWith(options.credentials().token(), configured)) {
            throw new NotSeen("the webhook's signature is not valid for " + configured + " and the account's token");
        }
        seen("the webhook came, correctly signed, for call " + request.param("CallSid"));
        return request;
    }

    private void pressKey(PhoneCall call, Optional<TenantServer> web) {
        double level = call.audio().awaitSound(AUDIBLE_PROMPT, PATIENCE);
        seen("phone A hears the welcome (%.0f dBFS)".formatted(level));
        call.audio().pressKeys(KEY);
        if (web.isPresent()) {
            String digits = web.get().awaitRequest(KEY_PATH, PATIENCE).param("Digits");
            if (!digits.equals(KEY)) {
                throw new NotSeen("phone A pressed " + KEY + ", but the web server was told '" + digits + "'");
            }
            seen("the web server is told that " + KEY + " was pressed");
        }
    }

    private void connect(PhoneCall call, Phone b) {
        PhoneCall second = b.awaitCall();
        IncomingPolicy.answerAfter(Duration.ofMillis(500)).handle(second);
        second.awaitAcknowledged();
        seen("phone B rings and answers");
        call.audio().listenFromNow();
        call.audio().playTone(A_TONE);
        second.audio().playTone(B_TONE);
        double there = second.audio().awaitTone(A_TONE).marginDb();
        double back = call.audio().awaitTone(B_TONE).marginDb();
        seen("B hears A's tone %.0f dB over the rest, A hears B's %.0f dB over the rest".formatted(there, back));
        call.hangUp();
        second.awaitHungUp();
        seen("A hangs up, and B's call ends too");
    }

    private JsonNode fetchRecord(Optional<WebRequest> webhook) {
        var records = new CallRecords(options.api(), options.credentials());
        String sid =
                webhook.map(request -> request.param("CallSid")).orElseGet(() -> records.latestTo(options.number()));
        JsonNode record = records.awaitCompleted(sid, PATIENCE);
        seen("the API shows the call as completed, " + record.path("duration").asText() + " s");
        return record;
    }

    private void seen(String fact) {
        out.println("  [seen] " + fact);
    }
}
