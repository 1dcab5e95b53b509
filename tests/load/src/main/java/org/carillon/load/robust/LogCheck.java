// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.util.List;
import java.util.regex.Pattern;

/** Finds in the server's log what nothing that a peer sends may cause: errors and exceptions. */
final class LogCheck {
    /** Once a minute the server tells how much it could not read; that is its way of saying so. */
    private static final String COMPLAINT = "CARSIP0031";

    private static final Pattern BAD = Pattern.compile(
            " (ERROR|FATAL|SEVERE) |Exception in thread|^\\s+at [\\w.$/]+\\(|^Caused by: |(Exception|Error): |OutOfMemory");

    private LogCheck() {}

    /** {@return the lines that should not be there} */
    static List<String> problems(String log) {
        return log.lines()
                .filter(line -> !line.contains(COMPLAINT))
                .filter(line -> BAD.matcher(line).find())
                .toList();
    }
}
