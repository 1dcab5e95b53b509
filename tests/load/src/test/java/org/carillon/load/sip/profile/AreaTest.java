// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTest {
    @ParameterizedTest
    @CsvSource({
        "gov.nist.javax.sip.header.Via.encodeBody, WRITING",
        "gov.nist.javax.sip.message.SIPResponse.encodeAsBytes, WRITING",
        "gov.nist.javax.sip.parser.StringMsgParser.parseSIPMessage, READING",
        "gov.nist.core.LexerCore.match, READING",
        "org.carillon.sip.metrics.MeteredParserFactory$Parser.parseSIPMessage, READING",
        "gov.nist.javax.sip.stack.UDPMessageChannel.sendMessage, TRANSPORT",
        "gov.nist.javax.sip.stack.LaneUdpMessageProcessor$Reader.run, TRANSPORT",
        "org.carillon.sip.transport.LaneQueue.next, TRANSPORT",
        "org.carillon.sip.container.WheelTimer.schedule, TIMERS",
        "gov.nist.javax.sip.stack.SIPDialog$LingerTimer.runTask, TIMERS",
        "gov.nist.javax.sip.stack.SIPServerTransactionImpl.processRequest, TRANSACTIONS",
        "gov.nist.javax.sip.DialogFilter.processRequest, TRANSACTIONS",
        "gov.nist.javax.sip.message.SIPMessage.attachHeader, MESSAGES",
        "gov.nist.core.GenericObject.clone, MESSAGES",
        "org.mobicents.servlet.sip.core.session.SipManagerDelegate.getSipSession, SESSIONS",
        "org.carillon.sip.application.ApplicationSessions.getSipSession, SESSIONS",
        "org.carillon.load.sip.app.BenchServlet.doInvite, APPLICATION",
        "org.mobicents.servlet.sip.core.dispatchers.DispatchTask.run, DISPATCH",
        "org.carillon.sip.container.CarillonDispatcher.processRequest, DISPATCH",
        "jakarta.servlet.sip.SipServlet.service, DISPATCH",
        "java.util.HashMap.get, OTHER",
        "io.undertow.Undertow.start, OTHER"
    })
    void code_belongs_to_what_it_does(String frame, Area area) {
        assertThat(Area.of(List.of(frame))).isEqualTo(area);
    }

    @Test
    void what_java_does_is_its_callers() {
        assertThat(Area.of(List.of(
                        "java.util.concurrent.ConcurrentHashMap.get",
                        "gov.nist.javax.sip.parser.ParserFactory.createParser",
                        "gov.nist.javax.sip.stack.SIPServerTransactionImpl.processRequest")))
                .isEqualTo(Area.READING);
        assertThat(Area.of(List.of())).isEqualTo(Area.OTHER);
    }
}
