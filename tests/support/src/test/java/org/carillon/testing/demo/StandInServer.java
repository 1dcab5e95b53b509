// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.carillon.testing.NotSeen;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.phone.PhoneSettings;
import org.carillon.testing.web.TenantServer;
import org.carillon.testing.web.WebReply;

/**
 * Just enough of a server to show that the demonstration sees what is there and misses what is not: a phone that posts
 * the webhooks, plays a welcome, listens for a key, calls on, and plays to each side the tone of the other.
 */
final class StandInServer implements AutoCloseable {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String CALL = "CA00000000000000000000000000000001";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TenantServer api = TenantServer.start();
    private final Phone phone = Phone.start(PhoneSettings.named("server").patience(Duration.ofSeconds(8)));
    private final String token;
    private final String web;
    private final int trunkPort;

    StandInServer(String token, int webPort, int trunkPort) {
        this.token = token;
        this.web = "http://127.0.0.1:" + webPort;
        this.trunkPort = trunkPort;
        api.on(
                "/2010-04-01/Accounts/" + ACCOUNT + "/Calls/" + CALL + ".json",
                WebReply.text("application/json", "{\"sid\":\"" + CALL + "\",\"status\":\"in-progress\"}"),
                WebReply.text(
                        "application/json", "{\"sid\":\"" + CALL + "\",\"status\":\"completed\",\"duration\":\"3\"}"));
        phone.onCall(this::serve);
    }

    String sip() {
        return "127.0.0.1:" + phone.port();
    }

    String api() {
        return api.url("");
    }

    private void serve(PhoneCall call) {
        call.ring();
        post("/demo/voice", "CallSid", CALL);
        call.answer();
        call.audio().play(Tones.babble(Duration.ofSeconds(1), 1));
        call.audio().awaitDigits("5");
        post("/demo/key", "Digits", "5");
        PhoneCall second = phone.call("sip:+15550002@127.0.0.1:" + trunkPort).awaitAnswered();
        second.audio().awaitTone(1000);
        call.audio().awaitTone(440);
        call.audio().stop();
        call.audio().playTone(1000);
        second.audio().playTone(440);
        call.awaitHungUp();
        second.hangUp();
    }

    private void post(String path, String name, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] signature = mac.doFinal((web + path + name + value).getBytes(StandardCharsets.UTF_8));
            HttpRequest request = HttpRequest.newBuilder(URI.create(web + path))
                    .timeout(Duration.ofSeconds(5))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-Twilio-Signature", Base64.getEncoder().encodeToString(signature))
                    .POST(HttpRequest.BodyPublishers.ofString(name + "=" + value))
                    .build();
            client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new NotSeen("the webhook failed", e);
        }
    }

    @Override
    public void close() {
        phone.close();
        api.close();
    }
}
