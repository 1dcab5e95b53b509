// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.carillon.acceptance.harness.Platform.AccountKey;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;

/** The REST API as somebody with curl sees it: paths below the account, form-encoded bodies, Basic authentication. */
public final class Api {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration SETTLES = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final AccountKey key;

    Api(URI base, AccountKey key) {
        this.base = base;
        this.key = key;
    }

    /** What came back. */
    public static final class Reply {
        private final int status;
        private final HttpHeaders headers;
        private final byte[] bytes;

        private Reply(int status, HttpHeaders headers, byte[] bytes) {
            this.status = status;
            this.headers = headers;
            this.bytes = bytes;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** The body. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** The body as text. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /**
         * The body as JSON.
         *
         * @throws NotSeen if it is none
         */
        public JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (JsonProcessingException e) {
                throw new NotSeen("HTTP " + status + " did not give JSON: " + text(), e);
            } catch (IOException e) {
                throw new NotSeen("HTTP " + status + " cannot be read", e);
            }
        }

        /** The same, after a check of its status. */
        public Reply expect(int wanted) {
            if (status != wanted) {
                throw new NotSeen("HTTP " + status + " instead of " + wanted + ": " + text());
            }
            return this;
        }
    }

    /** The same API with other credentials. */
    public Api as(String user, String secret) {
        return new Api(base, new AccountKey(user, secret));
    }

    /** The account's SID. */
    public String account() {
        return key.sid();
    }

    /** GET below the account, for example {@code Calls.json?PageSize=1}. */
    public Reply get(String path) {
        return send(request(accountUri(path)).GET());
    }

    /** GET of an absolute path or address. */
    public Reply getUri(String pathOrUri) {
        return send(request(base.resolve(pathOrUri)).GET());
    }

    /** GET without credentials. */
    public Reply getAsNobody(String pathOrUri) {
        return send(
                HttpRequest.newBuilder(base.resolve(pathOrUri)).timeout(ANSWER).GET());
    }

    /** POST below the account with these names and values in turn. */
    public Reply post(String path, String... form) {
        return post(accountUri(path), encode(form), "application/x-www-form-urlencoded");
    }

    /** POST below the account with any body. */
    public Reply postBody(String path, String body, String contentType) {
        return post(accountUri(path), body, contentType);
    }

    private Reply post(URI uri, String body, String contentType) {
        return send(request(uri).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** DELETE below the account. */
    public Reply delete(String path) {
        return send(request(accountUri(path)).DELETE());
    }

    private URI accountUri(String path) {
        return base.resolve("/2010-04-01/Accounts/" + key.sid() + "/" + path);
    }

    private HttpRequest.Builder request(URI uri) {
        String pair = key.sid() + ":" + key.token();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri).timeout(ANSWER).header("Authorization", "Basic " + basic);
    }

    private Reply send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new NotSeen(request + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted during " + request, e);
        }
    }

    private static String encode(String... form) {
        var pairs = new ArrayList<String>();
        for (int i = 0; i < form.length; i += 2) {
            pairs.add(text(form[i]) + "=" + text(form[i + 1]));
        }
        return String.join("&", pairs);
    }

    /** For a query or a form. */
    public static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Makes a number and gives its SID. */
    public String createNumber(String number, String... more) {
        var form = new ArrayList<>(List.of("PhoneNumber", number));
        form.addAll(List.of(more));
        return post("IncomingPhoneNumbers.json", form.toArray(String[]::new))
                .expect(201)
                .json()
                .path("sid")
                .asText();
    }

    /** Places a call and gives its SID. */
    public String createCall(String from, String to, String... more) {
        var form = new ArrayList<>(List.of("From", from, "To", to));
        form.addAll(List.of(more));
        return post("Calls.json", form.toArray(String[]::new))
                .expect(201)
                .json()
                .path("sid")
                .asText();
    }

    /** The call as it is now. */
    public JsonNode call(String sid) {
        return get("Calls/" + sid + ".json").expect(200).json();
    }

    /** Waits until the call has this status. */
    public JsonNode awaitStatus(String sid, String status) {
        return Waiting.until(
                SETTLES,
                LOOK,
                () -> Optional.of(call(sid))
                        .filter(call -> call.path("status").asText().equals(status)),
                () -> "call " + sid + " with the status " + status + "; it is "
                        + call(sid).path("status"));
    }

    /** Waits until the recording is known; what is known of it comes to the database a moment after its audio. */
    public JsonNode awaitRecording(String sid) {
        return Waiting.until(
                SETTLES,
                LOOK,
                () -> Optional.of(get("Recordings/" + sid + ".json"))
                        .filter(reply -> reply.status() == 200)
                        .map(Reply::json),
                () -> "recording " + sid + "; the API says "
                        + get("Recordings/" + sid + ".json").text());
    }

    /** The calls that this call has dialled. */
    public List<JsonNode> children(String sid) {
        var all = new ArrayList<JsonNode>();
        get("Calls.json?ParentCallSid=" + sid).expect(200).json().path("calls").forEach(all::add);
        return all;
    }

    /** Waits for a notification of the call with this error code. */
    public JsonNode awaitNotification(String callSid, int code) {
        return Waiting.until(
                SETTLES,
                LOOK,
                () -> notifications(callSid).stream()
                        .filter(n -> n.path("error_code").asText().equals("" + code))
                        .findFirst(),
                () -> "a notification " + code + " of " + callSid + "; there are " + notifications(callSid));
    }

    /** The notifications of a call. */
    public List<JsonNode> notifications(String callSid) {
        var all = new ArrayList<JsonNode>();
        get("Calls/" + callSid + "/Notifications.json")
                .expect(200)
                .json()
                .path("notifications")
                .forEach(all::add);
        return all;
    }
}
