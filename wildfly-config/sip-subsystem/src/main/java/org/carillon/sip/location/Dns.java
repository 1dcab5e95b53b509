// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.location;

import java.io.IOException;
import java.util.List;
import org.xbill.DNS.Record;

/** Asks for records of a name. */
interface Dns {
    /**
     * What was found.
     *
     * @param records those of the type that was asked for, in the order of the answer; none when there are none
     * @param ttlSeconds how long this holds, 0 or more
     */
    record Answer(List<Record> records, long ttlSeconds) {}

    /**
     * Asks.
     *
     * @param name a domain name
     * @param type a type of dnsjava's {@code Type}
     * @param deadline when to give up, as {@link System#nanoTime}
     * @throws IOException when no server gave an answer in time; that a name does not exist is an answer
     */
    Answer ask(String name, int type, long deadline) throws IOException;
}
