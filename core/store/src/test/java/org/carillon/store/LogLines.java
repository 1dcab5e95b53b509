// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the store tells operators while this is open. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("org.carillon.store");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Listens from now on. */
    public LogLines() {
        logger.addHandler(this);
    }

    /** The lines so far that hold this. */
    public List<String> with(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    @Override
    public void publish(LogRecord line) {
        Object[] parameters = line.getParameters();
        String message = String.valueOf(line.getMessage());
        lines.add(parameters == null || parameters.length == 0 ? message : String.format(message, parameters));
    }

    @Override
    public void flush() {
        // Nothing waits here.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
