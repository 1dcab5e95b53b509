// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds free ports on 127.0.0.1 by binding them. SIP takes 25000-25999, RTP even ports of 26000-29999, SIPp's
 * media 30000-31999: outside the product's own (5060, 8080, 9990, 2427, 16384-24575) and below Linux' ephemeral ports, which the kernel may hand to
 * anybody a moment later. Where to begin is random, so test runs side by side seldom meet.
 */
public final class LoopbackPorts {
    /** The only address this package uses. */
    public static final String HOST = "127.0.0.1";

    private static final int SIP_FROM = 25000;
    private static final int SIP_COUNT = 1000;
    private static final int RTP_FROM = 26000;
    private static final int RTP_PAIRS = 2000;
    private static final int MEDIA_FROM = 30000;
    private static final int MEDIA_BLOCKS = 250;
    private static final int MEDIA_BLOCK = 8;
    private static final int OFFSET_FROM = 1_000;
    private static final int OFFSET_TO = 5_900;
    private static final int OFFSET_TRIES = 500;

    /** Goes round, so that a port that was given out and is not bound yet is not given out again. */
    private static final AtomicInteger NEXT_SIP =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(SIP_COUNT));

    private static final AtomicInteger NEXT_BLOCK =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(MEDIA_BLOCKS));

    private LoopbackPorts() {}

    /** 127.0.0.1 without asking a resolver. */
    public static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /**
     * A port that is free for UDP and for TCP right now.
     *
     * @throws IllegalStateException if there is none
     */
    public static int freeSipPort() {
        return freeSipPorts(1);
    }

    /**
     * The first of some ports in a row that are free right now and are given to nobody else.
     *
     * @param count 1 to 100
     * @throws IllegalStateException if there are none
     */
    public static int freeSipPorts(int count) {
        for (int i = 0; i < SIP_COUNT; i++) {
            int place = Math.floorMod(NEXT_SIP.getAndAdd(count), SIP_COUNT);
            int first = SIP_FROM + place;
            if (place + count <= SIP_COUNT
                    && IntStream.range(first, first + count).allMatch(LoopbackPorts::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row for SIP in 25000-25999");
    }

    /**
     * A port offset for a server, at which some of its ports are free right now. It keeps them below those of RTP and of the
     * test phones; where the search begins is random.
     *
     * @param ports without the offset
     * @throws IllegalStateException if there is none
     */
    public static int freeOffset(int... ports) {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(OFFSET_FROM, OFFSET_TO))
                .limit(OFFSET_TRIES)
                .filter(offset -> IntStream.of(ports).allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports for a server"));
    }

    /** Whether a port is free for both UDP and TCP. */
    public static boolean isFree(int port) {
        try (var udp = new DatagramSocket(new InetSocketAddress(loopback(), port));
                var tcp = new ServerSocket()) {
            tcp.setReuseAddress(true);
            tcp.bind(new InetSocketAddress(loopback(), port));
            return udp.isBound();
        } catch (IOException busy) {
            return false;
        }
    }

    /**
     * A bound UDP socket on a free even port, as RFC 3550 section 11 wants for RTP.
     *
     * @throws IllegalStateException if there is none
     */
    public static DatagramSocket openRtpSocket() {
        int start = ThreadLocalRandom.current().nextInt(RTP_PAIRS);
        for (int i = 0; i < RTP_PAIRS; i++) {
            int port = RTP_FROM + 2 * ((start + i) % RTP_PAIRS);
            try {
                return new DatagramSocket(new InetSocketAddress(loopback(), port));
            } catch (SocketException busy) {
                // Somebody has it; the next one may be free.
            }
        }
        throw new IllegalStateException("no free port for RTP in 26000-29999");
    }

    /**
     * The first of eight ports in a row that are free right now: SIPp takes several around the one it is told.
     *
     * @throws IllegalStateException if there are none
     */
    public static int freeMediaBlock() {
        for (int i = 0; i < MEDIA_BLOCKS; i++) {
            int first = MEDIA_FROM + MEDIA_BLOCK * Math.floorMod(NEXT_BLOCK.getAndIncrement(), MEDIA_BLOCKS);
            if (IntStream.range(first, first + MEDIA_BLOCK).allMatch(LoopbackPorts::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("no free ports for media in 30000-31999");
    }

    /**
     * Whether somebody listens on a UDP port of 127.0.0.1 or of all addresses. Looks without touching the port, so that
     * it may be asked while another process is about to take it. Linux only.
     */
    public static boolean isTaken(int port) {
        String local = "(0100007F|00000000|0{16}FFFF00000100007F|0{32}):%04X".formatted(port);
        return Stream.of("udp", "udp6")
                .map(table -> Path.of("/proc/net", table))
                .filter(Files::exists)
                .anyMatch(table -> hasLocal(table, local));
    }

    private static boolean hasLocal(Path table, String local) {
        try (var lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+", 3))
                    .anyMatch(words -> words.length > 1 && words[1].matches(local));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
