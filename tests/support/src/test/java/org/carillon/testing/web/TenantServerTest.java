// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Tones;
import org.carillon.testing.audio.Wav;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantServerTest {
    private final TenantServer web = TenantServer.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        web.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(web.url(path))).timeout(Duration.ofSeconds(5));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(to(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest form(String path, String body, String signature) {
        return to(path).header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String hmac(String token, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void answersComeInOrderAndTheLastForEver() throws Exception {
        web.on("/a", WebReply.twiml("<Hangup/>"), WebReply.status(500));
        assertThat(get("/a").body()).contains("<Response><Hangup/></Response>");
        assertThat(get("/a").statusCode()).isEqualTo(500);
        assertThat(get("/a").statusCode()).isEqualTo(500);
        assertThat(get("/b").statusCode()).isEqualTo(404);
    }

    @Test
    void requestIsKeptWithParametersOfQueryAndForm() throws Exception {
        client.send(form("/v?x=1%202", "To=%2B1555&Empty=&To=2", "s"), HttpResponse.BodyHandlers.ofString());
        WebRequest request = web.awaitRequest("/v");
        assertThat(request.param("x")).isEqualTo("1 2");
        assertThat(request.param("To")).isEqualTo("+1555");
        assertThat(request.parameters().get("To")).containsExactly("+1555", "2");
        assertThat(request.param("Empty")).isEmpty();
        assertThatThrownBy(() -> request.param("From"))
                .isInstanceOf(NotSeen.class)
                .hasMessageContaining("From");
        assertThat(request.method()).isEqualTo("POST");
    }

    @Test
    void signatureIsJudgedByTheOfficialValidator() throws Exception {
        String good = hmac("secret", web.url("/v?q=1") + "FromaTob");
        client.send(form("/v?q=1", "To=b&From=a", good), HttpResponse.BodyHandlers.ofString());
        WebRequest request = web.awaitRequest("/v");
        assertThat(request.isSignedWith("secret")).isTrue();
        assertThat(request.isSignedWith("other")).isFalse();
        assertThatThrownBy(() -> request.assertSignedWith("other")).hasMessageContaining("signature");
    }

    @Test
    void brokenConnectionAndCutBodyAreErrorsForTheClient() {
        web.on("/broken", WebReply.brokenConnection());
        web.on("/cut", WebReply.text("text/xml", "<Response/>".repeat(100)).cutOff());
        assertThatThrownBy(() -> get("/broken")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get("/cut")).isInstanceOf(IOException.class);
    }

    @Test
    void slowAnswersTakeTheirTime() throws Exception {
        web.on("/late", WebReply.text("text/plain", "x").after(Duration.ofMillis(150)));
        web.on("/drop", WebReply.text("text/plain", "x".repeat(40)).spreadOver(Duration.ofMillis(200)));
        long start = System.nanoTime();
        get("/late");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        start = System.nanoTime();
        assertThat(get("/drop").body()).hasSize(40);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    void audioAndRedirectsAreServed() throws Exception {
        Sound tone = Tones.sine(440, Duration.ofMillis(50));
        web.on("/tone.wav", WebReply.wav(tone)).on("/r", WebReply.redirect("/tone.wav"));
        HttpResponse<byte[]> wav = client.send(to("/tone.wav").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(Wav.parse(wav.body()).samples()).isEqualTo(tone.samples());
        assertThat(get("/r").headers().firstValue("Location")).contains("/tone.wav");
    }

    @Test
    void awaitGivesEachRequestOnceAndTellsWhatCameInstead() throws Exception {
        get("/a?n=1");
        get("/a?n=2");
        assertThat(web.awaitRequest("/a").param("n")).isEqualTo("1");
        assertThat(web.awaitRequest("/a").param("n")).isEqualTo("2");
        assertThatThrownBy(() -> web.awaitRequest("/z", Duration.ofMillis(20)))
                .isInstanceOf(NotSeen.class)
                .hasMessageContaining("GET /a?n=2");
    }
}
