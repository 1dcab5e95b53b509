// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.audio.Wav;

/** One scripted answer. Immutable; the {@code with} and {@code after} methods give changed copies. */
public final class WebReply {
    /** Longer than any time-out of the product. */
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    /** How the connection ends. */
    enum Ending {
        /** The whole body, as announced. */
        WHOLE,
        /** Closed before a single byte of the answer. */
        NO_ANSWER,
        /** Closed in the middle of the body. */
        CUT
    }

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration delay;
    private final Duration spread;
    private final Ending ending;

    private WebReply(
            int status, Map<String, String> headers, byte[] body, Duration delay, Duration spread, Ending ending) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.delay = delay;
        this.spread = spread;
        this.ending = ending;
    }

    /** 200 with these bytes. */
    public static WebReply bytes(String contentType, byte[] body) {
        return new WebReply(
                200, Map.of("Content-Type", contentType), body.clone(), Duration.ZERO, Duration.ZERO, Ending.WHOLE);
    }

    /** 200 with this text. */
    public static WebReply text(String contentType, String body) {
        return bytes(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with a document; without {@code <Response>} around the verbs, it is put there. */
    public static WebReply twiml(String verbs) {
        boolean whole = verbs.contains("<Response");
        return text(
                "text/xml; charset=utf-8",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + (whole ? verbs : "<Response>" + verbs + "</Response>"));
    }

    /** 200 with a WAV. */
    public static WebReply wav(Sound sound) {
        return bytes("audio/x-wav", Wav.bytes(sound));
    }

    /**
     * 200 with a file.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static WebReply file(String contentType, Path file) {
        try {
            return bytes(contentType, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A status without a body, for example 204 or 500. */
    public static WebReply status(int status) {
        return text("text/plain", "").withStatus(status);
    }

    /** 302 to another place; {@link #withStatus} for other kinds. */
    public static WebReply redirect(String location) {
        return status(302).withHeader("Location", location);
    }

    /** Takes the request and closes the connection. */
    public static WebReply brokenConnection() {
        return status(200).ending(Ending.NO_ANSWER);
    }

    /** Takes the request and never answers, as long as the server runs. */
    public static WebReply never() {
        return status(200).after(FOR_EVER);
    }

    /** The same with another status. */
    public WebReply withStatus(int other) {
        return new WebReply(other, headers, body, delay, spread, ending);
    }

    /** The same with one header more, or changed. */
    public WebReply withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WebReply(status, more, body, delay, spread, ending);
    }

    /** The same, begun later. */
    public WebReply after(Duration wait) {
        return new WebReply(status, headers, body, wait, spread, ending);
    }

    /** The same, its body sent bit by bit over this time. */
    public WebReply spreadOver(Duration time) {
        return new WebReply(status, headers, body, delay, time, ending);
    }

    /** The same, but the connection closes in the middle of the body. */
    public WebReply cutOff() {
        return ending(Ending.CUT);
    }

    private WebReply ending(Ending other) {
        return new WebReply(status, headers, body, delay, spread, other);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body.clone();
    }

    /** The part of the body that is really sent. */
    byte[] sentBody() {
        return ending == Ending.CUT ? Arrays.copyOf(body, body.length / 2) : body();
    }

    Duration delay() {
        return delay;
    }

    Duration spread() {
        return spread;
    }

    Ending ending() {
        return ending;
    }
}
