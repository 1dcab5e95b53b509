// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.overload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.carillon.load.MachineFacts;
import org.carillon.load.sip.DocsTable;
import org.carillon.load.sip.server.Children;
import org.carillon.load.sip.server.Jdk;
import org.carillon.load.sip.server.Kind;
import org.carillon.load.sip.server.Layout;
import org.carillon.load.sip.server.Server;
import org.carillon.load.sip.server.Starter;

/**
 * {@code ./carillon bench overload}. Exit code 0 when 80 % of the capacity are left at three times the load, every call in progress
 * went on, every other call was completed or refused with Retry-After, and the run counts; 1 when not; 2 for wrong arguments.
 */
public final class OverloadBench {
    private static final Path FOLDER =
            Path.of("tests/load/target/bench-overload").toAbsolutePath();
    private static final Path PAGE = Path.of("docs/performance.md");

    private final OverloadOptions options;
    private final Children children;

    private OverloadBench(OverloadOptions options, Children children) {
        this.options = options;
        this.children = children;
    }

    /** Runs in the project's root. */
    public static void main(String[] arguments) throws InterruptedException {
        OverloadOptions options;
        try {
            options = OverloadOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n\n" + OverloadOptions.USAGE);
            System.exit(2);
            return;
        }
        boolean passed = false;
        try (var children = new Children()) {
            passed = new OverloadBench(options, children).run();
        } catch (IOException | RuntimeException | AssertionError e) {
            System.err.println("the benchmark could not be finished: " + e.getMessage());
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        Cores.require(Runtime.getRuntime().availableProcessors());
        Layout.empty(FOLDER);
        String load = MachineFacts.load();
        Jdk jdk = Jdk.find(options.jvm());
        var starter = new Starter(children, FOLDER, jdk).onCore(Cores.OF_SERVER);
        OverloadFigures figures = measure(starter);
        String java = MachineFacts.javaVersion(jdk.program("java"));
        var report = new OverloadReport(figures).head(options.jvm(), java, load).tables();
        System.out.println("\n" + report);
        return judge(figures, report.toString());
    }

    private OverloadFigures measure(Starter starter) throws IOException, InterruptedException {
        Server warm = start("a server", starter);
        var loads = new Loads(children, FOLDER.resolve("warm"), warm);
        loads.warmUp(options.plan().warmUpSeconds());
        int capacity = options.capacity() > 0 ? options.capacity() : loads.capacity();
        if (capacity == 0) {
            throw new IOException("not even the lowest step was clean");
        }
        Loads.Pressed pressed = loads.press(OverloadFigures.TIMES * capacity, options.plan());
        children.end(warm.process());
        Server cold = start("another one, which stays cold", starter);
        Outcome first = new Loads(children, FOLDER.resolve("cold"), cold).meetCold(capacity);
        return new OverloadFigures(capacity, pressed.outcome(), pressed.steady(), first);
    }

    private Server start(String what, Starter starter) throws IOException {
        System.out.println("starting " + what);
        return starter.start(Kind.CARILLON, options.fault().properties());
    }

    private boolean judge(OverloadFigures figures, String report) throws IOException {
        List<String> objections = figures.objections();
        List<String> broken = figures.broken();
        objections.forEach(objection -> System.out.println("VOID  " + objection));
        broken.forEach(promise -> System.out.println("FAIL  " + promise));
        boolean passed = objections.isEmpty() && broken.isEmpty();
        if (passed) {
            System.out.println(
                    "PASS  four fifths of the capacity are left, calls in progress go on, the rest gets 503 with Retry-After");
        }
        if (options.write()) {
            write(objections, report);
        }
        return passed;
    }

    private static void write(List<String> objections, String report) throws IOException {
        if (!objections.isEmpty()) {
            System.out.println("not written to " + PAGE + ", because the run does not count");
            return;
        }
        Files.writeString(PAGE, DocsTable.put(Files.readString(PAGE), "bench overload", report));
        System.out.println("written to " + PAGE);
    }
}
