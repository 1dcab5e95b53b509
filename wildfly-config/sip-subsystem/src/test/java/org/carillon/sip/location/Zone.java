// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** A DNS in memory, which counts how often it is asked and may fail or hold its answers back. */
final class Zone implements Dns {
    private final List<Record> records = new ArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean broken;
    volatile CountDownLatch open = new CountDownLatch(0);

    /** Adds a record in the form of a zone file. */
    Zone with(String name, int type, String data) {
        try {
            records.add(Record.fromString(Name.fromString(name + "."), type, DClass.IN, 60, data, Name.root));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        return this;
    }

    @Override
    public Answer ask(String name, int type, long deadline) throws IOException {
        asked.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (broken) {
            throw new IOException("broken");
        }
        var found = records.stream()
                .filter(record -> record.getName().toString(true).equals(name) && record.getType() == type)
                .toList();
        return new Answer(found, found.isEmpty() ? 30 : 60);
    }
}
