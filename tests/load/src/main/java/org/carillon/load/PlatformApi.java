// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The two things of the REST API that the benchmark needs: numbers and call records. */
final class PlatformApi {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI root;
    private final String account;
    private final String basic;

    PlatformApi(URI root, String account, String token) {
        this.root = root;
        this.account = root + "/2010-04-01/Accounts/" + account;
        this.basic = Base64.getEncoder().encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a number whose calls are answered by this webhook. */
    void createNumber(String number, String voiceUrl) throws IOException, InterruptedException {
        String form = "PhoneNumber=" + encoded(number) + "&VoiceUrl=" + encoded(voiceUrl);
        send(request(account + "/IncomingPhoneNumbers.json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** The records of all calls to a number. */
    List<CallRecord> callsTo(String number) throws IOException, InterruptedException {
        var records = new ArrayList<CallRecord>();
        String page = account + "/Calls.json?PageSize=1000&To=" + encoded(number);
        while (!page.isEmpty()) {
            JsonNode json = send(request(page).GET());
            json.path("calls").forEach(call -> records.add(record(call)));
            String next = json.path("next_page_uri").asText("");
            page = next.isEmpty() || next.equals("null")
                    ? ""
                    : root.resolve(next).toString();
        }
        return records;
    }

    private static CallRecord record(JsonNode call) {
        return new CallRecord(
                call.path("sid").asText(),
                call.path("from").asText(),
                call.path("status").asText(),
                call.path("duration").asInt(-1));
    }

    private HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(ANSWER).header("Authorization", "Basic " + basic);
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException(request + " gave " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(response.body());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
