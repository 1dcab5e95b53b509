// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.carillon.testing.phone.CallRequest;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;
import org.carillon.testing.sipp.Sipp;
import org.carillon.testing.timeline.Timeline;
import org.carillon.testing.web.TenantServer;
import org.carillon.testing.web.WebRequest;
import org.jspecify.annotations.Nullable;

/**
 * What one test plays with: a tenant's web server, numbers of its own, a caller, callees. The scene's number asks {@code
 * /voice} of the web server and reports to {@code /status}.
 */
public final class Scene implements AutoCloseable {
    /** Where the scene's number asks for its document. */
    public static final String VOICE = "/voice";

    /** Where the scene's number reports. */
    public static final String STATUS = "/status";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Platform platform;
    private final Timeline timeline = new Timeline();
    private final TenantServer web;
    private final List<Phone> phones = new ArrayList<>();
    private final List<Callee> callees = new ArrayList<>();
    private @Nullable String number;
    private @Nullable Phone caller;

    /** On a platform that a test has started itself; others get theirs by {@link OnThePlatform}. */
    public Scene(Platform platform) {
        this.platform = platform;
        this.web = TenantServer.start("web", 0, timeline);
    }

    /** The running product. */
    public Platform platform() {
        return platform;
    }

    /** The API with the first account's credentials. */
    public Api api() {
        return platform.api();
    }

    /** The tenant's web server. */
    public TenantServer web() {
        return web;
    }

    /** What happened, as the parties of the scene saw it. */
    public Timeline timeline() {
        return timeline;
    }

    /** The scene's own number; made when it is first asked for. */
    public String number() {
        if (number == null) {
            number = number("VoiceUrl", web.url(VOICE), "StatusCallback", web.url(STATUS));
            web.on(STATUS, org.carillon.testing.web.WebReply.status(204));
        }
        return number;
    }

    /** One more number of the account, with these parameters. */
    public String number(String... parameters) {
        String fresh = platform.freshNumber();
        platform.api().createNumber(fresh, parameters);
        return fresh;
    }

    /** Where a number is called: {@code sip:+12065100000@127.0.0.1:6060}. */
    public String sipUri(String called) {
        return "sip:" + called + "@" + platform.sipAddress();
    }

    /** The scene's caller. */
    public Phone caller() {
        if (caller == null) {
            caller = phone("caller");
        }
        return caller;
    }

    /** One more phone, reached by {@code <Sip>}. */
    public Phone phone(String name) {
        return phone(PhoneSettings.named(name).user(name.equals("caller") ? platform.freshNumber() : name));
    }

    /** One more phone; it writes into the scene's timeline. */
    public Phone phone(PhoneSettings settings) {
        Phone phone = Phone.start(settings.timeline(timeline).patience(PATIENCE));
        phones.add(phone);
        return phone;
    }

    /** Somebody with a number of his own behind the trunk. */
    public Callee callee() {
        Callee callee = platform.trunk().callee(platform.freshNumber());
        callees.add(callee);
        return callee;
    }

    /** The caller calls the scene's number, whose document is this. */
    public PhoneCall call(String verbs) {
        web.onTwiml(VOICE, verbs);
        return call();
    }

    /** The caller calls the scene's number. */
    public PhoneCall call() {
        return caller().call(sipUri(number()));
    }

    /** The caller calls the scene's number with more in its INVITE. */
    public PhoneCall call(java.util.function.UnaryOperator<CallRequest> more) {
        return caller().call(more.apply(CallRequest.to(sipUri(number()))));
    }

    /** Waits for the first question of the call that the scene's number got, with a valid signature. */
    public WebRequest voiceRequest() {
        return web.awaitRequest(VOICE).assertSignedWith(platform.account().token());
    }

    /** Waits for the first question of the call, and tells the call's SID. */
    public String callSid() {
        return voiceRequest().param("CallSid");
    }

    /** A SIPp scenario that calls the scene's number. */
    public Sipp sippCaller(String scenario) {
        return sippCallee(scenario)
                .to(platform.sipAddress())
                .number(number())
                .set("from", platform.freshNumber())
                .set("talk", 300);
    }

    /** A SIPp scenario that waits to be called by {@code <Sip>}. */
    public Sipp sippCallee(String scenario) {
        return Sipp.resource("/sipp/" + scenario + ".xml")
                .set("patience", 10_000)
                .set("ring", 200);
    }

    /** What the platform has noted about the calls of this scene, for messages. */
    List<String> notifications() {
        return web.requests().stream()
                .flatMap(request -> request.optional("CallSid").stream())
                .distinct()
                .flatMap(sid -> api().notifications(sid).stream())
                .map(note -> note.path("error_code").asText() + " "
                        + note.path("message_text").asText())
                .toList();
    }

    @Override
    public void close() {
        phones.forEach(Phone::close);
        callees.forEach(platform.trunk()::remove);
        web.close();
    }
}
