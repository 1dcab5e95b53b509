// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carillon.testing.net.LoopbackPorts;

/**
 * One SIPp scenario, ready to run. Immutable; the methods give changed copies. {@code {{name}}} in the scenario is
 * replaced by what {@link #set} gave, because SIPp itself takes no variables for times and statuses.
 *
 * <p>Needs the program {@code sipp} (Debian package sip-tester) and, for audio from captures, the right to open raw
 * sockets, that is root.
 */
public final class Sipp {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path scenario;
    private final Map<String, String> settings;
    private final List<String> arguments;
    private final String target;
    private final int port;
    private final Duration atMost;

    private Sipp(
            Path scenario,
            Map<String, String> settings,
            List<String> arguments,
            String target,
            int port,
            Duration atMost) {
        this.scenario = scenario;
        this.settings = Map.copyOf(settings);
        this.arguments = List.copyOf(arguments);
        this.target = target;
        this.port = port;
        this.atMost = atMost;
    }

    /** A scenario file; one call, 30 s at most, on a free port. */
    public static Sipp scenario(Path file) {
        return new Sipp(file, Map.of(), List.of("-m", "1"), "", 0, Duration.ofSeconds(30));
    }

    /**
     * A scenario of the class path, for example {@code /sipp/uas-refuses.xml}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Sipp resource(String name) {
        var url = Sipp.class.getResource(name);
        if (url == null || !url.getProtocol().equals("file")) {
            throw new IllegalArgumentException("no scenario file on the class path: " + name);
        }
        return scenario(Path.of(url.getPath()));
    }

    /** Calls this address, for example {@code 127.0.0.1:5060}. Without it, SIPp waits to be called. */
    public Sipp to(String hostAndPort) {
        return new Sipp(scenario, settings, arguments, hostAndPort, port, atMost);
    }

    /** Calls this number: the scenario's {@code [service]}. */
    public Sipp number(String number) {
        return with("-s", number);
    }

    /** What {@code {{name}}} in the scenario becomes. */
    public Sipp set(String name, Object value) {
        var more = new TreeMap<>(settings);
        more.put(name, value.toString());
        return new Sipp(scenario, more, arguments, target, port, atMost);
    }

    /** That many calls, so many started a second. */
    public Sipp calls(int count, int perSecond) {
        return with("-m", "" + count).with("-r", "" + perSecond).with("-l", "" + count);
    }

    /** Values for {@code [field0]}, {@code [field1]} ...: a SIPp CSV file. */
    public Sipp values(Path csv) {
        return with("-inf", csv.toAbsolutePath().toString());
    }

    /** At this port on 127.0.0.1. */
    public Sipp port(int sipPort) {
        return new Sipp(scenario, settings, arguments, target, sipPort, atMost);
    }

    /** Over TCP, one connection. */
    public Sipp tcp() {
        return with("-t", "t1");
    }

    /** Ends with failure after this time. */
    public Sipp atMost(Duration time) {
        return new Sipp(scenario, settings, arguments, target, port, time);
    }

    /** With one more option of SIPp; a later one replaces an earlier one of the same name. */
    public Sipp with(String option, String value) {
        var more = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).equals(option)) {
                more.addAll(arguments.subList(i, i + 2));
            }
        }
        more.addAll(List.of(option, value));
        return new Sipp(scenario, settings, more, target, port, atMost);
    }

    /** Runs it to its end. */
    public SippResult run() {
        try (SippRun run = start()) {
            return run.await();
        }
    }

    /**
     * Starts it.
     *
     * @throws UncheckedIOException if SIPp is not installed or the scenario cannot be read
     */
    public SippRun start() {
        int sipPort = port == 0 ? LoopbackPorts.freeSipPort() : port;
        try {
            Path folder = Files.createTempDirectory("sipp");
            Path file = folder.resolve("scenario.xml");
            Files.writeString(file, filled());
            Process process = new ProcessBuilder(command(file, sipPort))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen.log").toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            return new SippRun(name(), process, folder, sipPort, atMost.plus(GRACE));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot run sipp with " + scenario + " (Debian package sip-tester): " + e.getMessage(), e);
        }
    }

    private String name() {
        return String.valueOf(scenario.getFileName()).replace(".xml", "");
    }

    private String filled() throws IOException {
        String text = Files.readString(scenario, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            text = text.replace("{{" + setting.getKey() + "}}", setting.getValue());
        }
        int open = text.indexOf("{{");
        if (open >= 0) {
            String rest = text.substring(open, Math.min(text.length(), open + 40));
            throw new IllegalArgumentException(name() + " needs a value for " + rest);
        }
        return text;
    }

    private List<String> command(Path file, int sipPort) {
        var command = new ArrayList<String>();
        command.add("sipp");
        if (!target.isEmpty()) {
            command.add(target);
        }
        command.addAll(List.of("-sf", file.toString(), "-i", LoopbackPorts.HOST, "-p", "" + sipPort));
        command.addAll(List.of("-mi", LoopbackPorts.HOST, "-mp", "" + LoopbackPorts.freeMediaBlock()));
        command.addAll(List.of("-timeout", atMost.toSeconds() + "s", "-timeout_error", "-nostdin"));
        command.addAll(List.of("-trace_msg", "-message_file", "messages.log", "-message_overwrite", "true"));
        command.addAll(List.of("-trace_err", "-error_file", "errors.log", "-error_overwrite", "true"));
        command.addAll(List.of("-trace_stat", "-stf", "statistics.csv", "-fd", "1"));
        command.addAll(arguments);
        return command;
    }
}
