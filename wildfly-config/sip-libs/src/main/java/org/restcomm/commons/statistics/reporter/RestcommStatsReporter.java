// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.restcomm.commons.statistics.reporter;

import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;

/**
 * Takes the place of the reporter that the SIP container starts unconditionally.
 *
 * <p>It has the methods which the container's bytecode calls and sends nothing to anybody. The container creates it
 * with {@code new} and through the static method, so both must exist.
 */
public final class RestcommStatsReporter {
    private static final MetricRegistry REGISTRY = new MetricRegistry();

    /** Made by the container when it starts. */
    public RestcommStatsReporter() {}

    /** {@return a reporter that reports nowhere} */
    public static RestcommStatsReporter getRestcommStatsReporter() {
        return new RestcommStatsReporter();
    }

    /** {@return the registry in which the container counts calls, seconds and messages} */
    public static MetricRegistry getMetricRegistry() {
        return REGISTRY;
    }

    /** Ignored: there is no remote server. */
    public void setRemoteServer(String address) {}

    /** Ignored: nothing is reported. */
    public void setProjectName(String name) {}

    /** Ignored: nothing is reported. */
    public void setProjectType(String type) {}

    /** Ignored: nothing is reported. */
    public void setVersion(String version) {}

    /** Starts nothing: the original would post its counters once per period. */
    public void start(long period, TimeUnit unit) {}

    /** Nothing was started, so nothing stops. */
    public void stop() {}
}
