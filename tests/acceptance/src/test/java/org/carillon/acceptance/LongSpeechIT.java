// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.carillon.acceptance.harness.Flite;
import org.carillon.acceptance.harness.Gaps;
import org.carillon.acceptance.harness.OnThePlatform;
import org.carillon.acceptance.harness.Scene;
import org.carillon.testing.audio.Alignment;
import org.carillon.testing.audio.Sound;
import org.carillon.testing.phone.CallRequest;
import org.carillon.testing.phone.Phone;
import org.carillon.testing.phone.PhoneCall;
import org.carillon.testing.web.WebReply;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Texts that take longer to be spoken, and to be made, than anybody wants to wait for. Begins first, because it is long. */
@OnThePlatform
@Order(1)
@Execution(ExecutionMode.SAME_THREAD)
class LongSpeechIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String FIRST =
            "Good morning to everybody who listens to the longest announcement of the town.";
    private static final String LAST =
            "That was the very last sentence of this announcement, thank you for your patience.";

    /** Words that are long to write and short to say. */
    private static final String[] WORDS = {
        "through", "thought", "straight", "strength", "stretched", "scratched", "screeched", "brought", "though",
        "weight", "eighth", "knights", "branches", "throats", "streams", "schemes", "wreaths", "drought"
    };

    /** A text of that many characters that nobody has heard before. */
    private static String text(String first, String last, int characters, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(first);
        while (text.length() + last.length() < characters - 120) {
            text.append(" Then");
            for (int i = 0; i < 12; i++) {
                text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
            }
            text.append('.');
        }
        return text.append(' ').append(last).toString();
    }

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void textOfFourThousandCharactersIsHeardAtOnceAndToItsEnd(Scene scene) {
        String text = text(FIRST, LAST, 4000, 1);
        assertThat(text.length()).isBetween(3800, 4000);
        scene.web().onTwiml("/end", "<Hangup/>");
        PhoneCall call = scene.call("<Say><prosody rate='200%'>" + text + "</prosody></Say><Redirect>/end</Redirect>")
                .awaitAnswered();
        call.audio().awaitSound(-40, Duration.ofSeconds(3));
        Alignment first = call.audio().awaitHeard(Flite.speak(FIRST, 2), SOON);
        assertThat(first.offset()).isLessThan(Duration.ofSeconds(3));
        scene.web().awaitRequest("/end", Duration.ofSeconds(150));
        call.awaitHungUp();

        Sound heard = call.audio().heardAll();
        Alignment last = call.audio().match(Flite.speak(LAST, 2));
        assertThat(last.same()).as("the last sentence is heard: %s", last).isTrue();
        assertThat(Gaps.extent(heard)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(130));
        assertThat(Gaps.longest(heard)).as("no sentence comes late").isLessThan(Duration.ofMillis(900));
        assertThat(scene.api().notifications(scene.callSid())).isEmpty();
    }

    @Test
    void twelveCallsAtOnceWithTextsOfTheirOwnAreAllHeard(Scene scene) {
        Map<Phone, String> firsts = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            firsts.put(
                    scene.phone("caller" + i),
                    "You are the caller with the number " + i + " of the twelve this morning.");
        }
        scene.web().on(Scene.VOICE, request -> {
            String from = request.param("From");
            int index = Integer.parseInt(from.replaceAll(".*caller(\\d+)@.*", "$1"));
            String first = firsts.values().stream().skip(index).findFirst().orElseThrow();
            return WebReply.twiml("<Say>" + text(first, LAST, 1600, 100 + index) + "</Say>");
        });
        String number = scene.sipUri(scene.number());
        Map<PhoneCall, String> calls = new LinkedHashMap<>();
        firsts.forEach((phone, first) -> calls.put(phone.call(CallRequest.to(number)), first));

        calls.forEach((call, first) -> {
            call.awaitAnswered();
            Alignment heard = call.audio().awaitHeard(Flite.speak(first, 1), SOON);
            assertThat(heard.offset()).as("how soon '%s' is heard", first).isLessThan(Duration.ofSeconds(8));
            call.hangUp();
        });
    }
}
