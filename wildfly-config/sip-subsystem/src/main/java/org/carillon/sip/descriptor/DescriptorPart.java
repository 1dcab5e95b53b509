// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.jspecify.annotations.Nullable;

/**
 * What one source, sip.xml or the annotations, says; a null means that it is silent.
 *
 * @param name application name
 * @param servlets declared servlets
 * @param mainServlet name of the main servlet
 * @param mappings rules in order
 * @param listeners class names
 * @param parameters context parameters
 * @param sessionMinutes life of an application session
 * @param proxySeconds how long a proxy waits
 * @param keyClass class of the session key method
 * @param keyMethod the session key method
 * @param security what is demanded of callers
 * @param concurrency what runs on one thread at a time
 * @param distributable whether other nodes may go on with its sessions
 */
public record DescriptorPart(
        @Nullable String name,
        List<ServletEntry> servlets,
        @Nullable String mainServlet,
        List<MappingEntry> mappings,
        List<String> listeners,
        Map<String, String> parameters,
        @Nullable Integer sessionMinutes,
        @Nullable Integer proxySeconds,
        @Nullable String keyClass,
        @Nullable String keyMethod,
        SecurityPart security,
        @Nullable ConcurrencyMode concurrency,
        boolean distributable) {
    /** JSR 289 section 6.1.2.2: an application session lives three minutes when nothing is said. */
    static final int DEFAULT_SESSION_MINUTES = 3;
    /** JSR 289 section 10.2.2.1: a proxy waits three minutes when nothing is said. */
    static final int DEFAULT_PROXY_SECONDS = 180;

    /** A source that says nothing. */
    public static final DescriptorPart NONE = new DescriptorPart(
            null,
            List.of(),
            null,
            List.of(),
            List.of(),
            Map.of(),
            null,
            null,
            null,
            null,
            SecurityPart.NONE,
            null,
            false);

    /** A source that speaks neither of security nor of concurrency. */
    DescriptorPart(
            @Nullable String name,
            List<ServletEntry> servlets,
            @Nullable String mainServlet,
            List<MappingEntry> mappings,
            List<String> listeners,
            Map<String, String> parameters,
            @Nullable Integer sessionMinutes,
            @Nullable Integer proxySeconds,
            @Nullable String keyClass,
            @Nullable String keyMethod) {
        this(
                name,
                servlets,
                mainServlet,
                mappings,
                listeners,
                parameters,
                sessionMinutes,
                proxySeconds,
                keyClass,
                keyMethod,
                SecurityPart.NONE,
                null,
                false);
    }

    /** {@return true when nothing makes the deployment a SIP application} */
    public boolean isEmpty() {
        return name == null && servlets.isEmpty() && listeners.isEmpty();
    }

    /**
     * Joins two sources; this one wins where both speak, and a servlet named in both is taken from this one.
     *
     * @param weaker the other source
     * @param defaultName application name when neither gives one
     * @throws IllegalArgumentException when the whole names an unknown servlet
     */
    public SipDescriptor over(DescriptorPart weaker, String defaultName) {
        var joined = new LinkedHashMap<String, ServletEntry>();
        servlets.forEach(servlet -> joined.put(servlet.name(), servlet));
        weaker.servlets.forEach(servlet -> joined.putIfAbsent(servlet.name(), servlet));
        var allListeners = new LinkedHashSet<>(listeners);
        allListeners.addAll(weaker.listeners);
        var allParameters = new LinkedHashMap<>(weaker.parameters);
        allParameters.putAll(parameters);
        return new SipDescriptor(
                first(name, weaker.name, defaultName),
                new ArrayList<>(joined.values()),
                mainServlet != null ? mainServlet : mappings.isEmpty() ? weaker.mainServlet : null,
                mappings,
                List.copyOf(allListeners),
                allParameters,
                first(sessionMinutes, weaker.sessionMinutes, DEFAULT_SESSION_MINUTES),
                first(proxySeconds, weaker.proxySeconds, DEFAULT_PROXY_SECONDS),
                keyClass != null ? keyClass : weaker.keyClass,
                keyMethod != null ? keyMethod : weaker.keyMethod,
                security,
                concurrency != null ? concurrency : weaker.concurrency,
                distributable || weaker.distributable);
    }

    private static <T> T first(@Nullable T strong, @Nullable T weak, T otherwise) {
        if (strong != null) {
            return strong;
        }
        return weak != null ? weak : otherwise;
    }
}
