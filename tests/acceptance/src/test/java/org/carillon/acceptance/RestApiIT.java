// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.carillon.acceptance.harness.Api;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says to requests that cannot be served: always Twilio's code in the same shape. */
@OnThePlatform
class RestApiIT {
    private static final String CALLS = "Calls.json";

    private static void refused(Api.Reply reply, int status, int code) {
        JsonNode error = reply.expect(status).json();
        assertThat(error.path("code").asInt()).as(reply.text()).isEqualTo(code);
        assertThat(error.path("status").asInt()).isEqualTo(status);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.path("more_info").asText()).contains("" + code);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
    }

    @Test
    void callWithoutADestinationIsRefused(Scene scene) {
        refused(scene.api().post(CALLS, "From", scene.number(), "Url", "http://example.com/"), 400, 21201);
    }

    @Test
    void callWithoutACallerIsRefused(Scene scene) {
        refused(scene.api().post(CALLS, "To", "+12065550100", "Url", "http://example.com/"), 400, 21213);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "ftp://example.com/a", "http://", "//example.com/a"})
    void callWithABrokenUrlIsRefused(String url, Scene scene) {
        refused(scene.api().post(CALLS, "From", scene.number(), "To", "+12065550100", "Url", url), 400, 21205);
    }

    @Test
    void callWithoutADocumentIsRefused(Scene scene) {
        refused(scene.api().post(CALLS, "From", scene.number(), "To", "+12065550100"), 400, 21205);
    }

    @Test
    void callFromANumberOfSomebodyElseIsRefused(Scene scene) {
        String foreign = scene.platform().freshNumber();
        refused(
                scene.api().post(CALLS, "From", foreign, "To", "+12065550100", "Url", "http://example.com/"),
                400,
                21210);
    }

    @Test
    void callWithABrokenDestinationIsRefused(Scene scene) {
        refused(scene.api().post(CALLS, "From", scene.number(), "To", "x", "Url", "http://example.com/"), 400, 21211);
    }

    @Test
    void callWithABrokenDocumentIsRefused(Scene scene) {
        refused(
                scene.api().post(CALLS, "From", scene.number(), "To", "+12065550100", "Twiml", "<Response><Say>"),
                400,
                12100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accounts/{0}.json", "Accounts/{0}/Calls.json"})
    void nobodyIsLetIn(String path, Scene scene) {
        String resource = "/2010-04-01/" + path.replace("{0}", scene.api().account());
        Api.Reply reply = scene.api().getAsNobody(resource);
        refused(reply, 401, 20003);
        assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
    }

    @Test
    void wrongTokenIsNotLetIn(Scene scene) {
        Api.Reply reply = scene.api()
                .as(scene.api().account(), "0123456789abcdef0123456789abcdef")
                .get(CALLS);
        refused(reply, 401, 20003);
        assertThat(reply.header("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
    }

    @ParameterizedTest
    @CsvSource({
        "Calls/CA00000000000000000000000000000000.json",
        "Recordings/RE00000000000000000000000000000000.json",
        "Recordings/RE00000000000000000000000000000000.wav",
        "IncomingPhoneNumbers/PN00000000000000000000000000000000.json",
        "Notifications/NO00000000000000000000000000000000.json",
        "Calls/nonsense.json",
        "Nothing.json"
    })
    void unknownResourceIsNotFound(String path, Scene scene) {
        refused(scene.api().get(path), 404, 20404);
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", "/Calls.json", "/IncomingPhoneNumbers.json", "/Recordings.json"})
    void accountOfSomebodyElseIsNotFound(String path, Scene scene) {
        refused(scene.api().getUri("/2010-04-01/Accounts/AC00000000000000000000000000000000" + path), 404, 20404);
    }

    @Test
    void bodyOfTenMegabytesIsRefused(Scene scene) {
        String body = "From=%2B1&Twiml=" + "x".repeat(10_500_000);
        refused(scene.api().postBody(CALLS, body, "application/x-www-form-urlencoded"), 413, 20413);
    }

    @Test
    void bodyThatIsNoFormIsRefused(Scene scene) {
        refused(scene.api().postBody(CALLS, "{\"To\":\"+1\"}", "application/json"), 415, 20415);
    }

    @Test
    void methodThatAResourceDoesNotHaveIsRefused(Scene scene) {
        refused(scene.api().delete(CALLS), 405, 20004);
    }

    @Test
    void numberThatIsNoneIsRefused(Scene scene) {
        refused(scene.api().post("IncomingPhoneNumbers.json", "PhoneNumber", "12"), 400, 21421);
    }

    @Test
    void numberThatIsTakenIsRefused(Scene scene) {
        refused(scene.api().post("IncomingPhoneNumbers.json", "PhoneNumber", scene.number()), 400, 21422);
    }

    @Test
    void numberIsChangedAndRemoved(Scene scene) {
        Api api = scene.api();
        String number = scene.platform().freshNumber();
        String sid = api.createNumber(number, "VoiceUrl", "http://example.com/one", "FriendlyName", "One");
        JsonNode changed = api.post(
                        "IncomingPhoneNumbers/" + sid + ".json",
                        "VoiceUrl",
                        "https://example.com/two",
                        "VoiceMethod",
                        "GET")
                .expect(200)
                .json();
        assertThat(changed.path("voice_url").asText()).isEqualTo("https://example.com/two");
        assertThat(changed.path("voice_method").asText()).isEqualTo("GET");
        assertThat(changed.path("friendly_name").asText()).isEqualTo("One");
        JsonNode listed = api.get("IncomingPhoneNumbers.json?PhoneNumber=" + Api.text(number))
                .expect(200)
                .json();
        assertThat(listed.path("incoming_phone_numbers")).hasSize(1);
        api.delete("IncomingPhoneNumbers/" + sid + ".json").expect(204);
        api.get("IncomingPhoneNumbers/" + sid + ".json").expect(404);
        assertThat(scene.caller().call(scene.sipUri(number)).awaitFinal().status())
                .isEqualTo(404);
    }

    @Test
    void accountIsFetched(Scene scene) {
        JsonNode account = scene.api()
                .getUri("/2010-04-01/Accounts/" + scene.api().account() + ".json")
                .expect(200)
                .json();
        assertThat(account.path("sid").asText()).isEqualTo(scene.api().account());
        assertThat(account.path("status").asText()).isEqualTo("active");
    }
}
