// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Which core of the machine does what. */
final class Cores {
    static final int OF_SERVER = 0;
    private static final int OF_GENERATOR = 1;

    private Cores() {}

    /**
     * Makes sure that there are enough.
     *
     * @throws IOException if generator and server would have to share one
     */
    static void require(int available) throws IOException {
        if (available < 2) {
            throw new IOException("server and SIPp need a core each, and there is one");
        }
    }

    /** The same command, kept to the generator's core. */
    static List<String> ofGenerator(List<String> command) {
        return Stream.concat(Stream.of("taskset", "-c", "" + OF_GENERATOR), command.stream())
                .toList();
    }
}
