// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.cluster.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.carillon.testing.NotSeen;

/** The REST API of one node. */
public final class NodeApi {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String account;
    private final String authorization;

    NodeApi(URI base, String account, String token) {
        this.base = base;
        this.account = account;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** The call as this node sees it. */
    public JsonNode call(String sid) {
        return send(request("Calls/" + sid + ".json").GET(), 200);
    }

    /** Makes a number that asks this URL. */
    public void createNumber(String number, String voiceUrl) {
        String form = "PhoneNumber=" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "&VoiceUrl="
                + URLEncoder.encode(voiceUrl, StandardCharsets.UTF_8);
        send(
                request("IncomingPhoneNumbers.json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)),
                201);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve("/2010-04-01/Accounts/" + account + "/" + path))
                .timeout(ANSWER)
                .header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder builder, int expected) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new NotSeen(request + " gave " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new NotSeen(request + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSeen("interrupted during " + request, e);
        }
    }
}
