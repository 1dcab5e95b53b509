// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the media server as a process; {@code --help} lists the options. Ends on SIGTERM or SIGINT, in order. */
public final class Main {
    private static final int BAD_OPTIONS = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** @param arguments see {@link Options#HELP} */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        System.setProperty(
                "java.util.logging.SimpleFormatter.format",
                System.getProperty(
                        "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s [%3$s] %5$s%6$s%n"));
        try {
            run(Options.parse(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.HELP);
            System.exit(BAD_OPTIONS);
        } catch (IOException e) {
            System.err.println(
                    "The media server cannot start with " + Arrays.toString(arguments) + ": " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Options options) throws IOException, InterruptedException {
        MediaServer server = MediaServer.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        System.out.println("Carillon media server is ready: MGCP " + text(server) + ", RTP " + options.advertise() + ":"
                + options.firstRtpPort() + "-" + options.lastRtpPort() + ", work folder "
                + options.workDir().toAbsolutePath().normalize());
        stopped.await();
    }

    private static String text(MediaServer server) {
        return server.mgcpAddress().getAddress().getHostAddress() + ":"
                + server.mgcpAddress().getPort();
    }
}
