// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One address sends far more new requests than the server can take, and another one makes ordinary calls meanwhile. */
final class Flood {
    private static final int BURST = 50;
    private static final long PAUSE = 20_000_000L;

    /**
     * What became of it.
     *
     * @param rate requests a second of the flood, as they were sent
     * @param answered sorted times until the neighbour's calls were answered
     * @param failed why calls of the neighbour failed
     */
    record Result(long rate, List<Duration> answered, List<String> failed) {
        Duration quantile(double share) {
            return answered.isEmpty()
                    ? Duration.ZERO
                    : answered.get((int) Math.min(answered.size() - 1, share * answered.size()));
        }
    }

    /**
     * Makes the neighbour's calls, one after the other, with or without a flood beside them.
     *
     * @param method of the flood
     * @param rate requests a second of the flood, 0 for none
     */
    Result run(String method, int rate, Duration length) throws IOException, InterruptedException {
        var neighbour = InetAddress.getByName("127.0.0.3");
        var end = new AtomicBoolean();
        var sent = new AtomicLong();
        var flood = new Thread(() -> flood(method, rate, end, sent), "flood");
        flood.setDaemon(true);
        if (rate > 0) {
            flood.start();
        }
        var answered = new ArrayList<Duration>();
        var failed = new ArrayList<String>();
        var begin = System.nanoTime();
        var until = begin + length.toNanos();
        while (System.nanoTime() < until) {
            try {
                answered.add(TestCall.once(neighbour));
            } catch (IOException e) {
                failed.add(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            LockSupport.parkNanos(PAUSE);
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        end.set(true);
        if (rate > 0) {
            flood.join(10_000);
        }
        answered.sort(null);
        return new Result(Math.round(sent.get() / seconds), answered, failed);
    }

    private static void flood(String method, int rate, AtomicBoolean end, AtomicLong sent) {
        var begin = System.nanoTime();
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
            var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Transport.UDP.port());
            while (!end.get()) {
                for (var i = 0; i < BURST; i++) {
                    var bytes = request(method, socket.getLocalPort(), Long.toString(sent.incrementAndGet(), 36));
                    socket.send(new DatagramPacket(bytes, bytes.length, server));
                }
                LockSupport.parkNanos(begin + sent.get() * 1_000_000_000L / rate - System.nanoTime());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] request(String method, int port, String id) {
        return (method + " sip:desk@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2:" + port + ";branch=z9hG4bKflood"
                        + method
                        + id + "\r\nMax-Forwards: 70\r\nFrom: <sip:flood@127.0.0.2>;tag=f" + id
                        + "\r\nTo: <sip:desk@127.0.0.1>\r\nCall-ID: " + method + id + "@flood\r\nCSeq: 1 " + method
                        + "\r\nContact: <sip:flood@127.0.0.2:" + port + ">\r\nContent-Length: 0\r\n\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
