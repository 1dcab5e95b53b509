// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.carillon.testing.net.LoopbackPorts;

/** How SIPp is called: on 127.0.0.1, with 4 MB of socket buffer, and so that it writes what {@link SippFiles} reads. */
public final class SippCommand {
    private SippCommand() {}

    /**
     * The command.
     *
     * @param role of this SIPp, with which the names of its files begin
     * @param port of its own
     * @param more arguments that come first, whom it calls among them
     */
    public static List<String> of(Path scenario, String role, int port, List<String> more) {
        var command = new ArrayList<>(List.of("sipp"));
        command.addAll(more);
        command.addAll(List.of("-sf", scenario.toString(), "-i", LoopbackPorts.HOST, "-p", "" + port));
        command.addAll(List.of("-mi", LoopbackPorts.HOST, "-mp", "" + LoopbackPorts.freeMediaBlock()));
        command.addAll(List.of("-nostdin", "-buff_size", "4194304"));
        command.addAll(List.of("-trace_stat", "-stf", statistics(role), "-fd", "1"));
        command.addAll(List.of("-trace_err", "-error_file", role + "-errors.log", "-max_log_size", "10000000"));
        return command;
    }

    /** The name of its file of counts, a line for each second. */
    public static String statistics(String role) {
        return role + "-statistics.csv";
    }
}
