// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that runs.
 *
 * @param process the one that was started; it may have children
 * @param port of SIP over UDP on 127.0.0.1
 * @param version what it calls itself
 */
public record Server(Kind kind, Process process, int port, String version) {
    /**
     * What it has used.
     *
     * @throws IOException if it has ended
     */
    public Usage usage() throws IOException {
        return Usage.of(family().map(ProcessHandle::pid).toList());
    }

    /**
     * The id of its Java process.
     *
     * @throws IllegalStateException if it has none
     */
    public long java() {
        return family().filter(one -> one.info().command().orElse("").endsWith("/java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(kind.title() + " runs no Java"));
    }

    private Stream<ProcessHandle> family() {
        List<ProcessHandle> below = process.descendants().toList();
        return Stream.concat(Stream.of(process.toHandle()), below.stream());
    }
}
