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

    /**
     * What {@code ./carillon run} uses with a JDK of that version.
     *
     * @param version 17 or 25
     * @throws IllegalArgumentException for any other
     */
    public static Jvm served(String version) {
        return switch (version) {
            case "17" -> DEFAULT;
            case "25" -> new Jvm(25, Collector.ZGC);
            default -> throw new IllegalArgumentException("--jdk is 17 or 25");
        };
    }

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

        /** The option of the virtual machine. */
        public String flag() {
            return flag;
        }
    }
}
