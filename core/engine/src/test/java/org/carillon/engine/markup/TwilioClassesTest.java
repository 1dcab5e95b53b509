// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.twiml.TwiML;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.voice.Dial;
import com.twilio.twiml.voice.Gather;
import com.twilio.twiml.voice.Hangup;
import com.twilio.twiml.voice.Header;
import com.twilio.twiml.voice.Headers;
import com.twilio.twiml.voice.Parameter;
import com.twilio.twiml.voice.Pause;
import com.twilio.twiml.voice.Play;
import com.twilio.twiml.voice.Redirect;
import com.twilio.twiml.voice.Reject;
import com.twilio.twiml.voice.Say;
import com.twilio.twiml.voice.Sip;
import com.twilio.twiml.voice.SipUri;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carillon.engine.markup.schema.ElementSpec;
import org.carillon.engine.markup.schema.MarkupSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the classes of the official library: whatever they can write, the schema knows. */
class TwilioClassesTest {

    /** Options that are written as the element's text, not as an attribute. */
    private static final Map<String, Set<String>> TEXTS =
            Map.of("Play", Set.of("url"), "Sip", Set.of("sipUrl"), "Uri", Set.of("sipUrl"), "Dial", Set.of("number"));

    /** Options whose attribute has another name. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "inputs", "input",
            "recordingStatusCallbackEvents", "recordingStatusCallbackEvent",
            "statusCallbackEvents", "statusCallbackEvent");

    static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of("Response", VoiceResponse.Builder.class),
                Arguments.of("Say", Say.Builder.class),
                Arguments.of("Play", Play.Builder.class),
                Arguments.of("Pause", Pause.Builder.class),
                Arguments.of("Gather", Gather.Builder.class),
                Arguments.of("Record", com.twilio.twiml.voice.Record.Builder.class),
                Arguments.of("Dial", Dial.Builder.class),
                Arguments.of("Number", com.twilio.twiml.voice.Number.Builder.class),
                Arguments.of("Sip", Sip.Builder.class),
                Arguments.of("Uri", SipUri.Builder.class),
                Arguments.of("Headers", Headers.Builder.class),
                Arguments.of("Header", Header.Builder.class),
                Arguments.of("Redirect", Redirect.Builder.class),
                Arguments.of("Reject", Reject.Builder.class),
                Arguments.of("Hangup", Hangup.Builder.class),
                Arguments.of("Parameter", Parameter.Builder.class));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyAttributeIsInTheSchema(String element, Class<?> builder) {
        ElementSpec spec = MarkupSchema.element("", element).orElseThrow();
        Set<String> attributes = options(builder)
                .filter(option -> !isElement(option))
                .map(Method::getName)
                .filter(name -> !TEXTS.getOrDefault(element, Set.of()).contains(name))
                .map(name -> OTHER_NAMES.getOrDefault(name, name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(spec.attributes().keySet()).containsAll(attributes);
        assertThat(spec.attributes().keySet().stream().filter(name -> !attributes.contains(name)))
                .as("attributes that the library does not have")
                .isSubsetOf("callReason");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyElementInsideIsInTheSchema(String element, Class<?> builder) {
        ElementSpec spec = MarkupSchema.element("", element).orElseThrow();
        Set<String> inside = options(builder)
                .filter(TwilioClassesTest::isElement)
                .map(TwilioClassesTest::elementName)
                .filter(name -> !isSpeechTag(name))
                .collect(Collectors.toCollection(TreeSet::new));
        var known = new TreeSet<>(spec.children());
        known.addAll(spec.notOffered());

        assertThat(known).isEqualTo(inside);
    }

    private static Stream<Method> options(Class<?> builder) {
        return Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == builder && method.getParameterCount() == 1)
                .filter(method -> !method.isSynthetic());
    }

    private static boolean isElement(Method option) {
        return TwiML.class.isAssignableFrom(option.getParameterTypes()[0]);
    }

    private static String elementName(Method option) {
        String name = option.getParameterTypes()[0].getSimpleName();
        return name.equals("SipUri") ? "Uri" : name;
    }

    private static boolean isSpeechTag(String name) {
        return name.startsWith("Ssml") && !name.toLowerCase(Locale.ROOT).equals(name);
    }
}
