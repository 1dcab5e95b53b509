// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MgcpParserTest {
    private static final String CRCX = """
            CRCX 1204 leg/$@media.example.net MGCP 1.0
            C: A3C47F21456789F0
            L: p:20, a:PCMU;PCMA
            M: sendrecv
            X: 0123456789AD
            N: ca@192.0.2.7:2428
            R: AU/oc(N),AU/of(N)
            S: AU/pa(an=file:///a.wav)

            v=0
            o=- 25678 753849 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 3456 RTP/AVP 0
            """;

    @Test
    void readsACommandWithItsParametersAndBody() {
        var command = (MgcpCommand) one(CRCX);

        assertThat(command.verb()).isEqualTo(MgcpVerb.CRCX);
        assertThat(command.transaction()).isEqualTo(1204);
        assertThat(command.endpoint()).isEqualTo(new EndpointName("leg/$", "media.example.net"));
        assertThat(command.endpoint().isAnyOf()).isTrue();
        assertThat(command.parameters().callId()).contains("A3C47F21456789F0");
        assertThat(command.parameters().mode()).contains(ConnectionMode.SENDRECV);
        assertThat(command.parameters().notifiedEntity()).contains(new NotifiedEntity("ca", "192.0.2.7", 2428));
        assertThat(command.parameters().localOptions().orElseThrow().codecs()).containsExactly("PCMU", "PCMA");
        assertThat(command.parameters().localOptions().orElseThrow().packetization())
                .hasValue(20);
        assertThat(command.parameters().requestedEvents())
                .containsExactly(RequestedEvent.parseList("AU/oc(N)").get(0), RequestedEvent.notify("AU", "of"));
        assertThat(command.descriptions()).hasSize(1);
        assertThat(command.descriptions().get(0)).startsWith("v=0\r\n").endsWith("RTP/AVP 0\r\n");
    }

    @Test
    void readsCarriageReturnsAndOddCaseTheSameWay() {
        MgcpMessage odd = one(CRCX.replace("\n", "\r\n").replace("CRCX", "crcx").replace("C: ", "c:   "));

        assertThat(odd).isEqualTo(one(CRCX));
    }

    @Test
    void readsAResponseWithTwoSessionDescriptions() {
        var response = (MgcpResponse) one("""
                200 1204 OK
                I: FDE234C8
                Z: leg/7@media.example.net
                I2: AB

                v=0
                s=first

                v=0
                s=second
                """);

        assertThat(response.code()).isEqualTo(200);
        assertThat(response.comment()).isEqualTo("OK");
        assertThat(response.parameters().connectionId()).contains("FDE234C8");
        assertThat(response.parameters().specificEndpoint()).contains(new EndpointName("leg/7", "media.example.net"));
        assertThat(response.descriptions()).containsExactly("v=0\r\ns=first\r\n", "v=0\r\ns=second\r\n");
    }

    @Test
    void readsPiggybackedMessagesOneByOne() {
        List<MgcpMessage> both =
                MgcpParser.parse(bytes("200 2005 OK\r\n.\r\nDLCX 1244 card23/21@tgw MGCP 1.0\r\nC: A3\r\n"));

        assertThat(both)
                .containsExactly(
                        MgcpResponse.of(200, 2005, "OK"),
                        MgcpCommand.of(MgcpVerb.DLCX, 1244, new EndpointName("card23/21", "tgw"))
                                .with("C", "A3"));
    }

    @Test
    void writtenMessagesAreReadBackEqual() {
        var command = MgcpCommand.of(MgcpVerb.RQNT, 999_999_999, new EndpointName("leg/1", "[127.0.0.1]"))
                .with(Parameter.REQUEST_ID, "1f")
                .with(Parameter.REQUESTED_EVENTS, RequestedEvent.format(List.of(RequestedEvent.notify("AU", "oc"))))
                .with(Parameter.SIGNALS, "")
                .with("X+NOTE", "5")
                .withDescription("v=0\ns=-\n");
        var response = MgcpResponse.of(0, 17, "").with(Parameter.RESPONSE_ACK, "");

        for (var end : MgcpWriter.LineEnd.values()) {
            byte[] datagram = new MgcpWriter(end).write(List.of(command, response));
            assertThat(MgcpParser.parse(datagram)).containsExactly(command, response);
        }
    }

    @Test
    void lineEndsAreTheOnesAskedFor() {
        var message = MgcpResponse.of(200, 1, "OK").with("I", "1").withDescription("v=0\r\ns=-\r\n");

        assertThat(text(new MgcpWriter(MgcpWriter.LineEnd.LF).write(message)))
                .isEqualTo("200 1 OK\nI: 1\n\nv=0\ns=-\n");
        assertThat(text(new MgcpWriter(MgcpWriter.LineEnd.CRLF).write(message)))
                .isEqualTo("200 1 OK\r\nI: 1\r\n\r\nv=0\r\ns=-\r\n");
    }

    @Test
    void malformedCommandsCarryTheCodeAndTheTransactionToAnswer() {
        assertFault("XXXX 12 a@b MGCP 1.0", ReturnCode.UNKNOWN_COMMAND, 12);
        assertFault("CRCX 12 a@b MGCP 2.0", ReturnCode.BAD_VERSION, 12);
        assertFault("CRCX 12 ab MGCP 1.0", ReturnCode.UNKNOWN_ENDPOINT, 12);
        assertFault("CRCX 12", ReturnCode.PROTOCOL_ERROR, 12);
        assertFault("CRCX 12 a@b MGCP 1.0\nno colon", ReturnCode.PROTOCOL_ERROR, 12);
        assertFault("CRCX 12 a@b MGCP 1.0\nC: a\u0000b", ReturnCode.PROTOCOL_ERROR, 12);
        assertFault("CRCX 12 a@b MGCP 1.0\n" + "C: 1\n".repeat(200), ReturnCode.PROTOCOL_ERROR, 12);
        assertFault("CRCX 12 a@b MGCP 1.0\n\nv=0\n\nv=0\n\nv=0\n", ReturnCode.PROTOCOL_ERROR, 12);
        assertFault("CRCX 0 a@b MGCP 1.0", ReturnCode.PROTOCOL_ERROR, 0);
        assertFault("CRCX 1234567890 a@b MGCP 1.0", ReturnCode.PROTOCOL_ERROR, 0);
        assertFault("hello", ReturnCode.PROTOCOL_ERROR, 0);
        assertFault("\r\n\r\n", ReturnCode.PROTOCOL_ERROR, 0);
        assertFault("200 1 OK\n.\n".repeat(40), ReturnCode.PROTOCOL_ERROR, 0);
        assertFault("200 1 " + "x".repeat(MgcpParser.MAX_DATAGRAM), ReturnCode.PROTOCOL_ERROR, 0);
    }

    @Test
    void oneBrokenMessageDoesNotHideTheOthers() {
        List<String> texts = MgcpParser.split(bytes("garbage\n.\n200 5 OK\n"));

        assertThat(texts).hasSize(2);
        assertThat(MgcpParser.parseOne(texts.get(1))).isEqualTo(MgcpResponse.of(200, 5, "OK"));
    }

    @Test
    void valuesCannotSmuggleInALine() {
        var command = MgcpCommand.of(MgcpVerb.AUEP, 1, new EndpointName("a", "b"));

        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> command.with("C", "1\r\nM: sendrecv")))
                .isNotNull();
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> new EndpointName("a\nb", "c")))
                .isNotNull();
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> command.withDescription("v=0\n.\n")))
                .isNotNull();
    }

    @Test
    void aDatagramThatWouldBeTooLargeIsNotWritten() {
        var command =
                MgcpCommand.of(MgcpVerb.RQNT, 1, new EndpointName("a", "b")).with("S", "x".repeat(20_000));

        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class, () -> new MgcpWriter(MgcpWriter.LineEnd.CRLF).write(command)))
                .hasMessageContaining("octets");
    }

    private static void assertFault(String text, int code, int transaction) {
        var fault = catchThrowableOfType(MgcpSyntaxException.class, () -> MgcpParser.parse(bytes(text)));
        assertThat(fault).as(text.lines().findFirst().orElse("")).isNotNull();
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.transaction().orElse(0)).isEqualTo(transaction);
    }

    private static MgcpMessage one(String text) {
        List<MgcpMessage> all = MgcpParser.parse(bytes(text));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
