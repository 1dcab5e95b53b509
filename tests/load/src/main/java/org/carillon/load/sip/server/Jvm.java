// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

/**
 * What both containers run on, with a heap of 1 GiB.
 *
 * @param version of the JDK, 17 or 25
 */
public record Jvm(int version, Collector collector) {
    /** Java 17 with G1. */
    public static final Jvm DEFAULT = new Jvm(17, Collector.G1);

    /** Garbage collectors. */
    public enum Collector {
        /** Java's default. */
        G1("-XX:+UseG1GC"),
        /** What {@code ./carillon run} uses. */
        ZGC("-XX:+UseZGC");

        private final String flag;

        Collector(String flag) {
            this.flag = flag;
        }

        String flag() {
            return flag;
        }
    }
}
