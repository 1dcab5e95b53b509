// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.carillon.testing.NotSeen;
import org.carillon.testing.Waiting;
import org.carillon.testing.demo.DemoOptions.Credentials;

/** Reads call records from the REST API with Basic authentication. */
final class CallRecords {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI api;
    private final Credentials credentials;

    CallRecords(URI api, Credentials credentials) {
        this.api = api;
        this.credentials = credentials;
    }

    /** Waits until the record of a call says it is completed. */
    JsonNode awaitCompleted(String callSid, Duration atMost) {
        return Waiting.until(
                atMost,
                LOOK,
                () -> Optional.of(fetch("Calls/" + callSid + ".json"))
                        .filter(record -> record.path("status").asText().equals("completed")),
                () -> "call record " + callSid + " with status completed; it says "
                        + fetch("Calls/" + callSid + ".json").path("status"));
    }

    /** The SID of the latest call to a number. */
    String latestTo(String number) {
        JsonNode list = fetch("Calls.json?PageSize=1&To=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
        String sid = list.path("calls").path(0).path("sid").asText();
        if (sid.isEmpty()) {
            throw new NotSeen("the API lists no call to " + number);
        }
        return sid;
    }

    private JsonNode fetch(String path) {
        URI uri = api.resolve("/2010-04-01/Accounts/" + credentials.account() + "/" + path);
        String pair = credentials.account() + ":" + credentials.token();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new NotSeen("GET " + uri + " gave " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new NotSeen("GET " + uri + " did not give JSON: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new NotSeen("GET " + uri + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted while reading " + uri, e);
        }
    }

    /** The record with line breaks. */
    static String pretty(JsonNode record) {
        return record.toPrettyString();
    }
}
