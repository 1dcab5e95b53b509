// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carillon.engine.markup.Reading.clean;
import static org.carillon.engine.markup.Reading.codes;
import static org.carillon.engine.markup.Reading.document;
import static org.carillon.engine.markup.Reading.refused;
import static org.carillon.engine.markup.Reading.warned;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.carillon.engine.markup.noun.MachineDetection;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.noun.SipNoun;
import org.carillon.engine.markup.noun.TargetSettings;
import org.carillon.engine.markup.value.Parameter;
import org.carillon.engine.markup.value.StatusCallback;
import org.carillon.engine.markup.value.StatusCallback.Event;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.webhooks.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialTargetTest {

    private static NumberNoun number(Dial dial) {
        return (NumberNoun) dial.targets().get(0);
    }

    private static SipNoun sip(Dial dial) {
        return (SipNoun) dial.targets().get(0);
    }

    private static SipNoun cleanSip(String sip) {
        return sip(clean(Dial.class, "<Dial>" + sip + "</Dial>"));
    }

    @Test
    void bareNumberHasTwiliosDefaults() {
        NumberNoun number = number(clean(Dial.class, "<Dial><Number> +15550001 </Number></Dial>"));

        assertThat(number).isEqualTo(NumberNoun.plain("+15550001"));
        assertThat(number.settings().statusCallback().events()).containsExactly(Event.COMPLETED);
        assertThat(number.settings().whisperMethod()).isEqualTo(HttpMethod.POST);
    }

    @Test
    void sendDigitsAndStatusCallbackOfANumberAreKept() {
        NumberNoun number = number(clean(
                Dial.class,
                "<Dial><Number sendDigits=\"wwww1928\" statusCallback=\"/events\" statusCallbackMethod=\"GET\""
                        + " statusCallbackEvent=\"initiated ringing answered completed\">+15550001</Number></Dial>"));

        assertThat(number.sendDigits().orElseThrow().text()).isEqualTo("wwww1928");
        assertThat(number.settings().statusCallback())
                .isEqualTo(new StatusCallback(
                        Optional.of("/events"),
                        HttpMethod.GET,
                        Set.of(Event.INITIATED, Event.RINGING, Event.ANSWERED, Event.COMPLETED)));
    }

    @Test
    void machineDetectionIsReadWithItsBounds() {
        NumberNoun number = number(warned(
                Dial.class,
                "<Dial><Number machineDetection=\"DetectMessageEnd\" machineDetectionTimeout=\"99\""
                        + " machineDetectionSpeechThreshold=\"1000\" amdStatusCallback=\"/amd\""
                        + " amdStatusCallbackMethod=\"GET\">+15550001</Number></Dial>",
                12290,
                12200));

        assertThat(number.settings().machineDetection())
                .contains(new MachineDetection(
                        MachineDetection.Mode.DETECT_MESSAGE_END,
                        Duration.ofSeconds(60),
                        Duration.ofMillis(1000),
                        Duration.ofMillis(1200),
                        Duration.ofMillis(5000),
                        Optional.of("/amd"),
                        HttpMethod.GET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"url=\"/whisper\" method=\"GET\"", "byoc=\"BY123\"", "machineDetection=\"Enable\""})
    void whatIsNotActedUponYetIsKeptWithAWarning(String attribute) {
        Dial dial = warned(Dial.class, "<Dial><Number " + attribute + ">+15550001</Number></Dial>", 12290);

        assertThat(number(dial)).isNotEqualTo(NumberNoun.plain("+15550001"));
    }

    @ParameterizedTest
    @CsvSource({
        "sendDigits, 12x, 13222",
        "method, PUT, 13221",
        "statusCallbackEvent, started, 12200",
        "statusCallback, ftp://a/b, 12200",
        "machineDetectionTimeout, 1, 12200",
        "username, bob, 12200",
    })
    void invalidValueOfANumberGivesAWarningAndTheDefault(String attribute, String value, int code) {
        Dial dial =
                warned(Dial.class, "<Dial><Number " + attribute + "=\"" + value + "\">+15550001</Number></Dial>", code);

        assertThat(number(dial)).isEqualTo(NumberNoun.plain("+15550001"));
    }

    @Test
    void bareSipAddressIsKeptAsWritten() {
        SipNoun sip = cleanSip("<Sip>sip:bob@example.com:5070;transport=tcp?X-a=b&amp;X-c=d</Sip>");

        assertThat(sip.uri()).isEqualTo("sip:bob@example.com:5070;transport=tcp?X-a=b&X-c=d");
        assertThat(sip.credentials()).isEmpty();
        assertThat(sip.settings()).isEqualTo(TargetSettings.DEFAULT);
    }

    @Test
    void addressesOfASipTargetAreInTheOrderInWhichTheyAreTried() {
        SipNoun sip = sip(warned(
                Dial.class,
                "<Dial><Sip><Uri priority=\"2\">sip:c@x</Uri><Uri priority=\"1\" weight=\"1\">sip:b@x</Uri>"
                        + "<Uri priority=\"1\" weight=\"9\">sip:a@x</Uri></Sip></Dial>",
                12290));

        assertThat(sip.addresses()).extracting(SipNoun.Address::uri).containsExactly("sip:a@x", "sip:b@x", "sip:c@x");
    }

    @Test
    void headersOfASipTargetAreKept() {
        SipNoun sip = cleanSip("<Sip>sip:a@x<Headers><Header name=\"X-One\" value=\"1 &amp; 2\"/></Headers></Sip>");

        assertThat(sip.headers()).containsExactly(new Parameter("X-One", "1 & 2"));
    }

    @Test
    void headersThatCannotBeSentAreLeftOut() {
        SipNoun sip = sip(warned(
                Dial.class,
                "<Dial><Sip>sip:a@x<Headers><Header value=\"1\"/><Header name=\"a b\" value=\"1\"/>"
                        + "<Header name=\"X-a\" value=\"1&#13;&#10;Evil: 2\"/>"
                        + "<Header name=\"X-b\" value=\"" + "y".repeat(1100) + "\"/></Headers></Sip></Dial>",
                13252,
                13252,
                13253,
                13253));

        assertThat(sip.headers()).isEmpty();
    }

    @Test
    void onlyTheFirstTwentyHeadersAreSent() {
        SipNoun sip = sip(warned(
                Dial.class,
                "<Dial><Sip>sip:a@x<Headers>" + "<Header name=\"X-a\" value=\"1\"/>".repeat(21)
                        + "</Headers></Sip></Dial>",
                13251));

        assertThat(sip.headers()).hasSize(20);
    }

    @Test
    void credentialsAreKeptButNeverShown() {
        Document document = document("<Dial><Sip username=\"bob\" password=\"s3cret\">sip:a@x</Sip></Dial>");

        SipNoun sip = sip((Dial) document.verbs().get(0));
        assertThat(sip.credentials()).contains(new SipNoun.Credentials("bob", "s3cret"));
        assertThat(document.toString()).contains("bob").doesNotContain("s3cret");
    }

    @Test
    void headerThatSaysWhoCallsIsLeftOut() {
        SipNoun sip = sip(warned(
                Dial.class,
                "<Dial><Sip>sip:a@x<Headers><Header name=\"P-Asserted-Identity\" value=\"sip:b@x\"/>"
                        + "<Header name=\"X-Order\" value=\"17\"/></Headers></Sip></Dial>",
                13252));

        assertThat(sip.headers()).extracting(Parameter::name).containsExactly("X-Order");
    }

    @Test
    void usernameWithoutPasswordIsLeftOut() {
        SipNoun sip = sip(warned(Dial.class, "<Dial><Sip username=\"bob\">sip:a@x</Sip></Dial>", 13249));

        assertThat(sip.credentials()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@example.com", "tel:+1555", "sip:", "sip:a b@x", ""})
    void targetWithoutASipUriIsNotCalled(String address) {
        Dial dial = warned(Dial.class, "<Dial><Sip>" + address + "</Sip></Dial>", 13243, 13223);

        assertThat(dial.targets()).isEmpty();
    }

    @Test
    void otherElementsInsideATargetAreRefused() {
        assertThat(refused("<Dial><Number><Uri>1</Uri></Number></Dial>").code()).isEqualTo(12200);
        assertThat(refused("<Dial><Sip><Number>1</Number></Sip></Dial>").code()).isEqualTo(12200);
        assertThat(refused("<Dial><Sip><Header/></Sip></Dial>").code()).isEqualTo(12200);
    }

    @Test
    void sipTargetNeedsAnAddress() {
        assertThatThrownBy(() -> new SipNoun(List.of(), Optional.empty(), List.of(), TargetSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void methodOfASipTargetHasItsOwnErrorNumber() {
        assertThat(codes(document("<Dial><Sip method=\"PUT\">sip:a@x</Sip></Dial>")))
                .containsExactly(13241);
    }
}
