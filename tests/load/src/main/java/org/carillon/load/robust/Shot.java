// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.util.Base64;

/**
 * Bytes and how they are sent.
 *
 * @param transport the way into the server
 * @param pieces in how many writes; 1 for datagrams. 0: the first half only, and then nothing more on that connection
 * @param bytes what is sent, before a WebSocket frame is put around it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and nobody changes it.
record Shot(Transport transport, int pieces, byte[] bytes) {
    /** {@return one line of a file, which {@link #parse} reads} */
    String line() {
        return transport + " " + pieces + " " + Base64.getEncoder().encodeToString(bytes);
    }

    static Shot parse(String line) {
        var parts = line.split(" ", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a line of a saved run: " + line);
        }
        return new Shot(
                Transport.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Base64.getDecoder().decode(parts[2]));
    }
}
