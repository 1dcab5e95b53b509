// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.carillon.media.mgcp.ScriptedPeer;
import org.carillon.media.mgcp.codec.EndpointName;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpMessage;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpVerb;
import org.carillon.media.mgcp.codec.NotifiedEntity;

/** A media server as far as the driver can see it; a test replaces the answer to any command. */
final class SimulatedServer implements AutoCloseable {
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 16384 RTP/AVP 0\r\n";

    private final ScriptedPeer peer = new ScriptedPeer(this::answer);
    private final AtomicInteger endpoints = new AtomicInteger();
    private final Map<MgcpVerb, Function<MgcpCommand, List<MgcpMessage>>> replaced = new ConcurrentHashMap<>();
    private final Map<Integer, MgcpMessage> answers = new ConcurrentHashMap<>();
    private final AtomicInteger notifications = new AtomicInteger(1_000);
    private volatile String status = "legs=0 mixers=0 max-legs=100 uptime=1000";

    InetSocketAddress address() {
        return peer.address();
    }

    String setting(String name, String profile) {
        return name + "=" + profile + "://127.0.0.1:" + address().getPort();
    }

    /** What the server does with a command from now on; an empty list is silence. */
    void on(MgcpVerb verb, Function<MgcpCommand, List<MgcpMessage>> answer) {
        replaced.put(verb, answer);
    }

    void again(MgcpVerb verb) {
        replaced.remove(verb);
    }

    void status(String text) {
        status = text;
    }

    /** How many datagrams with this command came, repeats included. */
    int datagrams(MgcpVerb verb) {
        return (int) peer.commands().stream().filter(c -> c.verb() == verb).count();
    }

    /** The commands received, without probes and repeats. */
    List<MgcpCommand> commands() {
        var known = new HashSet<Integer>();
        return peer.commands().stream()
                .filter(c -> known.add(c.transaction()))
                .filter(c -> c.verb() != MgcpVerb.AUEP || !c.endpoint().local().matches("root|null"))
                .toList();
    }

    List<MgcpCommand> commands(MgcpVerb verb) {
        return commands().stream().filter(c -> c.verb() == verb).toList();
    }

    MgcpCommand last(MgcpVerb verb) {
        List<MgcpCommand> all = commands(verb);
        return all.get(all.size() - 1);
    }

    List<MgcpResponse> responses() {
        return peer.responses();
    }

    List<String> texts() {
        return peer.texts();
    }

    void send(MgcpMessage message) {
        peer.send(message);
    }

    void send(InetSocketAddress to, String text) {
        peer.send(to, text);
    }

    /** Notifies the agent that the last command with {@code N:} named. */
    void notify(String endpoint, String requestId, String observed, long number) {
        MgcpCommand command = MgcpCommand.of(
                        MgcpVerb.NTFY, notifications.incrementAndGet(), EndpointName.parse(endpoint))
                .with("X", requestId)
                .with("O", observed)
                .with("X+EN", number);
        peer.send(
                agent(),
                new org.carillon.media.mgcp.codec.MgcpWriter(org.carillon.media.mgcp.codec.MgcpWriter.LineEnd.CRLF)
                        .write(command));
    }

    InetSocketAddress agent() {
        NotifiedEntity agent = peer.commands().stream()
                .flatMap(c -> c.parameters().notifiedEntity().stream())
                .reduce((first, second) -> second)
                .orElseThrow();
        return new InetSocketAddress(address().getAddress(), agent.port());
    }

    @Override
    public void close() {
        peer.close();
    }

    static MgcpResponse ok(MgcpCommand command) {
        return MgcpResponse.of(200, command.transaction(), "OK");
    }

    private List<MgcpMessage> answer(MgcpCommand command, int before) {
        Function<MgcpCommand, List<MgcpMessage>> other = replaced.get(command.verb());
        if (other != null) {
            return other.apply(command);
        }
        // A repeat, which a busy machine causes, gets the same answer.
        return List.of(answers.computeIfAbsent(command.transaction(), transaction -> usual(command)));
    }

    MgcpResponse usual(MgcpCommand command) {
        return switch (command.verb()) {
            case CRCX -> created(command);
            case MDCX -> ok(command).withDescription(SDP);
            case DLCX -> MgcpResponse.of(250, command.transaction(), "OK");
            case AUEP -> ok(command).with("X+ST", status);
            default -> ok(command);
        };
    }

    private MgcpResponse created(MgcpCommand command) {
        int number = endpoints.incrementAndGet();
        String kind = command.endpoint().local().replaceAll("/[^/]*$", "");
        boolean any = command.endpoint().isAnyOf() || command.endpoint().isAllOf();
        String endpoint =
                any ? kind + "/" + number + "-abcd@host" : command.endpoint().toString();
        MgcpResponse response = ok(command).with("Z", endpoint).with("I", "1" + number);
        boolean mixer = command.parameters().secondEndpoint().isPresent();
        return mixer ? response.with("I2", "2" + number) : response.withDescription(SDP);
    }
}
