// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AU/oc(N)",
                "AU/oc(N),AU/of(N)",
                "D/[0-9#*](D),L/hu(N,K)",
                "L/hd(A,E(S(L/dl),R(L/oc,L/hu(N))))",
                "R/ma@1f(N)",
                "T/co(N)(to=5,x=\"a,b)\")",
                "L/*",
                "L/all(N)"
            })
    void requestedEventsAreReadAndPrintedUnchanged(String text) {
        assertThat(RequestedEvent.format(RequestedEvent.parseList(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"L/hd(Q),523", "L/hd(N,510", "/,522", "L/hd(N))x,510", "L/hd(N)x,510"})
    void malformedRequestedEventsNameTheReason(String text, int code) {
        // a comma separates CSV columns, so none of the texts has one
        assertThat(faultOf(() -> RequestedEvent.parseList(text))).isEqualTo(code);
    }

    @Test
    void signalsAreSplitOnlyOutsideOfQuotesAndParentheses() {
        List<Signal> signals = Signal.parseList("AU/pa(an=\"http://h/a,b).wav\",si(500)), L/rg , AU/es(sg=pa)");

        assertThat(signals).hasSize(3);
        assertThat(signals.get(0).name().is("au", "PA")).isTrue();
        assertThat(signals.get(0).au().segments("an"))
                .containsExactly(AuSegment.word("http://h/a,b).wav"), AuSegment.function("si", "500"));
        assertThat(signals.get(1)).isEqualTo(new Signal(EventName.of("L", "rg"), ""));
        assertThat(Signal.parseList(Signal.format(signals))).isEqualTo(signals);
    }

    @Test
    void playCollectArgumentsAreReadByKind() {
        AuArguments pc = Signal.parseList("AU/pc(ip=file:///m.wav,\"b c.wav\" mx=4 ni=true FDT=50 eik=#)")
                .get(0)
                .au();

        assertThat(pc.segments("ip")).containsExactly(AuSegment.word("file:///m.wav"), AuSegment.word("b c.wav"));
        assertThat(pc.number("mx")).hasValue(4);
        assertThat(pc.number("mn")).isEmpty();
        assertThat(pc.flag("ni", false)).isTrue();
        assertThat(pc.flag("cb", false)).isFalse();
        assertThat(pc.number("fdt")).hasValue(50);
        assertThat(pc.text("eik")).contains("#");
    }

    @Test
    void printedArgumentsAreReadBackEqual() {
        AuArguments arguments = AuArguments.NONE
                .with(
                        "ip",
                        List.of(AuSegment.word("http://h/x?a=b&c=d"), AuSegment.function("ts", "say \"this\", (now)")))
                .with("dp", "x.#")
                .with("mx", 12)
                .with("note", "");

        assertThat(arguments.toString())
                .isEqualTo("ip=\"http://h/x?a=b&c=d\",ts(\"say \"\"this\"\", (now)\") dp=x.# mx=12 note=\"\"");
        assertThat(AuArguments.parse(arguments.toString())).isEqualTo(arguments);
    }

    @Test
    void aStrayWordInAnEventIsTolerated() {
        // Restcomm Media Server 6.1 writes the signal's name into the event's arguments.
        Signal observed = Signal.parseList("AU/oc(AU/pa rc=100)").get(0);

        assertThat(observed.au().number("rc")).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ip=\"open", "=x", "ip=a ip=b", "ip=a,,b", "ip=si(1", "ip=a\"b", "k!=1", "ip=\"a\"b", "ip=4(x)"})
    void malformedAuArgumentsAreBadEventParameters(String text) {
        assertThat(faultOf(() -> AuArguments.parse(text))).isEqualTo(ReturnCode.BAD_EVENT_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1x", "99999999999"})
    void numbersThatAreNoneAreRefusedWhenRead(String text) {
        assertThat(faultOf(() -> AuArguments.parse("mx=" + text).number("mx"))).isEqualTo(538);
    }

    @Test
    void nestingIsBounded() {
        String deep = "L/hd(" + "E(".repeat(50) + ")".repeat(51);

        assertThat(faultOf(() -> RequestedEvent.parseList(deep))).isEqualTo(510);
    }

    @Test
    void responseAcknowledgementsAreRanges() {
        List<AckRange> ranges = AckRange.parseList("6234-6255, 6257,19030-19044");

        assertThat(AckRange.format(ranges)).isEqualTo("6234-6255,6257,19030-19044");
        assertThat(ranges.get(0).contains(6240)).isTrue();
        assertThat(ranges.get(1).contains(6258)).isFalse();
        assertThat(faultOf(() -> AckRange.parseList("9-3"))).isEqualTo(510);
    }

    @ParameterizedTest
    @CsvSource({"ca@10.0.0.1:2427,ca,10.0.0.1,2427", "ca@[::1]:9,ca,::1,9", "host,'',host,2727", "ca@[::1],ca,::1,2727"
    })
    void notifiedEntitiesHaveNameHostAndPort(String text, String name, String address, int port) {
        NotifiedEntity entity = NotifiedEntity.parse(text);

        assertThat(entity.name()).isEqualTo(name);
        assertThat(entity.address()).isEqualTo(address);
        assertThat(entity.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca@host:0", "ca@host:x", "ca@", "ca@host:70000", "c a@h:1"})
    void malformedNotifiedEntitiesAreRefused(String text) {
        assertThat(faultOf(() -> NotifiedEntity.parse(text))).isEqualTo(510);
    }

    @Test
    void auditAnswersListEndpointsAndConnections() {
        Parameters answer = Parameters.NONE
                .with("Z", "leg/1@h, leg/2@h")
                .with("Z", "cnf/1@h")
                .with("I", "1,2");

        assertThat(answer.specificEndpoints())
                .extracting(EndpointName::local)
                .containsExactly("leg/1", "leg/2", "cnf/1");
        assertThat(answer.connectionIds()).containsExactly("1", "2");
    }

    @Test
    void localOptionsKeepWhatTheyDoNotKnow() {
        LocalOptions options = LocalOptions.parse("p:10-30, a:PCMU; PCMA, e:on, x-y:1");

        assertThat(options.packetization()).hasValue(10);
        assertThat(options.codecs()).containsExactly("PCMU", "PCMA");
        assertThat(LocalOptions.parse(options.toString())).isEqualTo(options);
        assertThat(faultOf(() -> LocalOptions.parse("p"))).isEqualTo(ReturnCode.BAD_OPTIONS);
        assertThat(faultOf(() -> LocalOptions.parse("p:x").packetization())).isEqualTo(ReturnCode.BAD_OPTIONS);
    }

    @Test
    void unknownModesAreRefused() {
        assertThat(ConnectionMode.parse("SendRecv")).isEqualTo(ConnectionMode.SENDRECV);
        assertThat(faultOf(() -> ConnectionMode.parse("loud"))).isEqualTo(ReturnCode.INVALID_MODE);
    }

    private static int faultOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var fault = catchThrowableOfType(MgcpSyntaxException.class, call);
        assertThat(fault).isNotNull();
        return fault.code();
    }
}
