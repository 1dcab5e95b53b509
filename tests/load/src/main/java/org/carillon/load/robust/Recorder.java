// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps what was sent last, so that it can be sent again. */
final class Recorder {
    /** Two rounds: what kills a server may show only in the round after it. */
    static final int KEPT = 2_000;

    private final Path file;
    private final Deque<Shot> last = new ArrayDeque<>();

    Recorder(Path file) {
        this.file = file;
    }

    void sent(Shot shot) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(shot);
    }

    /** Writes the file and says where it is. */
    Path save() throws IOException {
        return Files.write(file, last.stream().map(Shot::line).toList());
    }

    static List<Shot> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Shot::parse).toList();
    }
}
