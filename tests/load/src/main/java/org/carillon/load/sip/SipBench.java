// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carillon.load.MachineFacts;
import org.carillon.load.sip.SipOptions.Extra;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Jdk;
import org.carillon.load.sip.server.Kind;
import org.carillon.load.sip.server.Layout;
import org.carillon.load.sip.server.Server;
import org.carillon.load.sip.server.Starter;

/**
 * {@code ./carillon bench sip}. Exit code 0 when no call failed, none costs more than with the peer that runs the same application,
 * and the run counts; 1 when not; 2 for wrong arguments.
 */
public final class SipBench {
    private static final Path FOLDER = Path.of("tests/load/target/bench-sip").toAbsolutePath();
    private static final Path PAGE = Path.of("docs/performance.md");

    private final SipOptions options;
    private final Children children;
    private final List<Server> servers = new ArrayList<>();

    private SipBench(SipOptions options, Children children) {
        this.options = options;
        this.children = children;
    }

    /** Runs in the project's root. */
    public static void main(String[] arguments) throws InterruptedException {
        SipOptions options;
        try {
            options = SipOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n\n" + SipOptions.USAGE);
            System.exit(2);
            return;
        }
        boolean passed = false;
        try (var children = new Children()) {
            passed = new SipBench(options, children).run();
        } catch (IOException | RuntimeException | AssertionError e) {
            System.err.println("the benchmark could not be finished: " + e.getMessage());
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Layout.empty(FOLDER);
        String load = MachineFacts.load();
        Jdk jdk = Jdk.find(options.jvm());
        start(jdk);
        var rounds = new Rounds(children, FOLDER.resolve("loads"), servers);
        rounds.warmUp(options.plan());
        Figures figures = rounds.measure(options.plan());
        var report = new SipReport(options, figures).head(versions(jdk), load).costs();
        if (options.has(Extra.HEAP)) {
            report.heap(heaps(jdk));
        }
        if (options.has(Extra.STEPS)) {
            report.steps(rounds.steps());
        }
        if (options.has(Extra.PROFILE)) {
            System.out.println("  our container under the flight recorder, about two minutes");
            report.profiles(
                    new ProfileBench(children, jdk, FOLDER.resolve("profile")).measure(servers.get(0), options.plan()));
        }
        System.out.println("\n" + report);
        return judge(figures, report.toString());
    }

    private void start(Jdk jdk) throws IOException {
        var starter = new Starter(children, FOLDER, jdk);
        for (Kind kind : options.servers()) {
            System.out.println("starting " + kind.title());
            servers.add(starter.start(kind, properties(kind)));
        }
    }

    /** What {@code BenchServlet} looks at. */
    private List<String> properties(Kind kind) {
        boolean planted = kind == Kind.CARILLON && options.fault() != SipOptions.Fault.NONE;
        return planted ? List.of("-Dcarillon.bench.fault=" + options.fault().title()) : List.of();
    }

    private List<String> versions(Jdk jdk) {
        var versions = new ArrayList<String>();
        servers.forEach(server -> versions.add(server.kind().title() + " (" + server.version() + ")"));
        versions.add(MachineFacts.javaVersion(jdk.program("java")));
        return versions;
    }

    private Map<Kind, HeapFigures> heaps(Jdk jdk) throws IOException, InterruptedException {
        System.out.println("  live heap of the containers, about four minutes");
        List<Server> containers =
                servers.stream().filter(server -> server.kind().isContainer()).toList();
        return new HeapBench(children, jdk, FOLDER.resolve("heap")).measure(containers);
    }

    private boolean judge(Figures figures, String report) throws IOException {
        List<String> objections = figures.objections();
        List<String> broken = figures.broken();
        objections.forEach(objection -> System.out.println("VOID  " + objection));
        broken.forEach(promise -> System.out.println("FAIL  " + promise));
        boolean passed = objections.isEmpty() && broken.isEmpty();
        if (passed) {
            System.out.println("PASS  no call failed, and none costs more than with the peer");
        }
        if (options.has(Extra.WRITE)) {
            write(objections, report);
        }
        return passed;
    }

    private static void write(List<String> objections, String report) throws IOException {
        if (!objections.isEmpty()) {
            System.out.println("not written to " + PAGE + ", because the run does not count");
            return;
        }
        Files.writeString(PAGE, DocsTable.put(Files.readString(PAGE), "bench sip", report));
        System.out.println("written to " + PAGE);
    }
}
