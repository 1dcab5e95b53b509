// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carillon.engine.markup.Reading.codes;
import static org.carillon.engine.markup.Reading.document;
import static org.carillon.engine.markup.Reading.refused;
import static org.carillon.engine.markup.Reading.refusedWhole;
import static org.carillon.engine.markup.Reading.whole;

import org.carillon.engine.markup.verb.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {

    @Test
    void verbsAreInTheOrderOfTheDocument() {
        Document document = document("<Say>a</Say><Play>b</Play><Pause/><Gather/><Record/><Dial>12</Dial>"
                + "<Redirect/><Reject/><Hangup/>");

        assertThat(document.verbs())
                .extracting(Verb::element)
                .containsExactly("Say", "Play", "Pause", "Gather", "Record", "Dial", "Redirect", "Reject", "Hangup");
        assertThat(document.warnings()).isEmpty();
    }

    @Test
    void emptyDocumentAsksForNothing() {
        assertThat(whole("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response/>")
                        .verbs())
                .isEmpty();
    }

    @Test
    void commentsAndInstructionsSayNothing() {
        Document document = whole("<?xml version=\"1.0\"?><!-- a --><?b c?><Response><!-- d -->"
                + "<Say>one <!-- not --> two<?e f?></Say></Response><!-- g -->");

        assertThat(document.warnings()).isEmpty();
        assertThat(document.verbs()).hasSize(1);
    }

    @Test
    void namespacesAreNoMistake() {
        assertThat(whole("<Response xmlns=\"http://x\" xmlns:xsi=\"http://y\" xsi:noNamespaceSchemaLocation=\"z\">"
                                + "<Hangup/></Response>")
                        .warnings())
                .isEmpty();
    }

    @Test
    void attributeThatDoesNotExistIsLeftOutWithAWarningAtItsElement() {
        Document document = whole("<Response>\n  <Say Voice=\"x\">a</Say>\n</Response>");

        assertThat(document.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(12200);
            assertThat(warning.message()).contains("Voice").contains("<Say>");
            assertThat(warning.line()).isEqualTo(2);
            assertThat(warning.column()).isEqualTo(3);
        });
    }

    @Test
    void textBetweenVerbsIsLeftOutWithAWarning() {
        Document document = document("hello<Hangup/>");

        assertThat(codes(document)).containsExactly(12200);
        assertThat(document.verbs()).hasSize(1);
    }

    @Test
    void unknownVerbRefusesTheWholeDocumentAndNamesThoseThatExist() {
        MarkupException refusal = refused("<Say>a</Say><Shout>b</Shout>");

        assertThat(refusal.code()).isEqualTo(12200);
        assertThat(refusal.detail()).contains("<Shout>").contains("Gather, Hangup");
    }

    @Test
    void verbInSmallLettersIsRefusedWithTheRightSpelling() {
        assertThat(refused("<say>b</say>").detail()).contains("<Say>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Connect", "Echo", "Enqueue", "Leave", "Pay", "Prompt", "Queue", "Refer", "Sms", "Start", "Stop"
            })
    void verbsThatAreNotOfferedYetAreRefusedByName(String verb) {
        MarkupException refusal = refused("<" + verb + "/>");

        assertThat(refusal.code()).isEqualTo(13750);
        assertThat(refusal.detail()).contains(verb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<response/>", "<TwilioResponse/>", "<html></html>", "<Say>x</Say>"})
    void otherRootIsRefused(String text) {
        assertThat(refusedWhole(text).code()).isEqualTo(12102);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n "})
    void blankBodyIsRefused(String text) {
        assertThat(refusedWhole(text).code()).isEqualTo(11770);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2.0"})
    void otherXmlVersionIsRefused(String version) {
        assertThat(refusedWhole("<?xml version=\"" + version + "\"?><Response/>")
                        .code())
                .isIn(12101, 12100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "<Response>",
                "<Response></response>",
                "<Response><Say>a & b</Say></Response>",
                "<Response><Say voice=alice>a</Say></Response>",
                "<Response><Say loop=\"1\" loop=\"2\">a</Say></Response>",
                "<Response/><Response/>",
                "<Response><Say>&nbsp;</Say></Response>",
                "<Response>\u0001</Response>",
                "\n<?xml version=\"1.0\"?><Response/>",
                "{\"verbs\": []}",
            })
    void whatIsNotWellFormedIsRefused(String text) {
        assertThat(refusedWhole(text).code()).isEqualTo(12100);
    }

    @Test
    void errorsSayWhere() {
        MarkupException broken = refusedWhole("<Response>\n  <Say>a</Sax>\n</Response>");

        assertThat(broken.line()).isEqualTo(2);
        assertThat(broken.column()).isPositive();
        assertThat(broken.getMessage()).startsWith("12100 ").contains("line 2");
    }

    @Test
    void placeOfAnElementIsThatOfItsTag() {
        MarkupException refusal = refusedWhole("<Response>\r\n<!-- <Foo> -->\r\n <Say><![CDATA[<Foo>]]></Say>\r\n"
                + "   <Dial\r\n action=\"a>b\"><Foo/></Dial></Response>");

        assertThat(refusal.line()).isEqualTo(5);
        assertThat(refusal.column()).isEqualTo(15);
    }

    @Test
    void somethingBeforeTheDeclarationIsExplained() {
        assertThat(refusedWhole(" <?xml version=\"1.0\"?><Response/>").detail()).contains("before the XML declaration");
    }
}
