// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carillon.testing.net.LoopbackPorts;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server on loopback that knows what a test has told it, and may keep quiet about a name. */
final class NameServer implements AutoCloseable {
    private static final int LARGEST = 1_024;

    private final DatagramSocket socket;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final Set<String> quiet = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
        Thread reader = new Thread(this::read, "dns-" + socket.getLocalPort());
        reader.setDaemon(true);
        reader.start();
    }

    static NameServer open() {
        try {
            return new NameServer(new DatagramSocket(new InetSocketAddress(LoopbackPorts.loopback(), 0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return its address and port} */
    String address() {
        return LoopbackPorts.HOST + ":" + socket.getLocalPort();
    }

    /** Adds a record, its data in the form of a zone file; it holds for a minute. */
    NameServer add(String name, int type, String data) {
        try {
            records.add(Record.fromString(Name.fromString(name + "."), type, DClass.IN, 60, data, Name.root));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives no answer for a name from now on. */
    void keepQuietAbout(String name) {
        quiet.add(name);
    }

    /** Answers for a name again: the next query of one who asks again. */
    void speakAbout(String name) {
        quiet.remove(name);
    }

    /** {@return how often it was asked for a name, whatever the type} */
    int asked(String name) {
        return asked.getOrDefault(name, 0);
    }

    private void read() {
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            try {
                socket.receive(packet);
                byte[] bytes = new byte[packet.getLength()];
                System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
                Message query = new Message(bytes);
                String name = query.getQuestion().getName().toString(true);
                asked.merge(name, 1, Integer::sum);
                if (!quiet.contains(name)) {
                    byte[] answer = answer(query).toWire();
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                asked.merge("nothing", 1, Integer::sum);
            }
        }
    }

    private Message answer(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        boolean known = false;
        for (Record record : records) {
            if (record.getName().equals(question.getName())) {
                known = true;
                if (record.getType() == question.getType()) {
                    answer.addRecord(record, Section.ANSWER);
                }
            }
        }
        answer.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
