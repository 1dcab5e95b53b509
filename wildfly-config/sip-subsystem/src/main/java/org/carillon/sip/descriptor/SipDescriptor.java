// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.carillon.sip.logging.SipLogger;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an application says about its SIP side.
 *
 * @param name application name, as the application router knows it
 * @param servlets in the order in which they were found
 * @param mainServlet name of the servlet that gets all initial requests; null when the mappings choose
 * @param mappings tried in this order; used only without a main servlet
 * @param listeners class names
 * @param parameters context parameters, added to those of web.xml
 * @param sessionMinutes life of an application session without traffic; 0 or less means for ever
 * @param proxySeconds how long a proxy waits for a final response
 * @param keyClass class of the method that names the application session of a request; null when there is none
 * @param keyMethod that method; null when there is none
 * @param security what is demanded of callers
 * @param concurrency what runs on one thread at a time; null leaves it to the operator
 * @param distributable whether other nodes may go on with its sessions
 */
public record SipDescriptor(
        String name,
        List<ServletEntry> servlets,
        @Nullable String mainServlet,
        List<MappingEntry> mappings,
        List<String> listeners,
        Map<String, String> parameters,
        int sessionMinutes,
        int proxySeconds,
        @Nullable String keyClass,
        @Nullable String keyMethod,
        SecurityPart security,
        @Nullable ConcurrencyMode concurrency,
        boolean distributable) {

    /**
     * Checks that every servlet that is referred to exists. With exactly one servlet and no mapping, that one is the
     * main servlet (JSR 289 section 16.2).
     *
     * @throws IllegalArgumentException when an unknown servlet is named
     */
    public SipDescriptor {
        servlets = List.copyOf(servlets);
        mappings = List.copyOf(mappings);
        listeners = List.copyOf(listeners);
        parameters = Map.copyOf(parameters);
        var names = servlets.stream().map(ServletEntry::name).collect(Collectors.toUnmodifiableSet());
        if (mainServlet == null && mappings.isEmpty() && servlets.size() == 1) {
            mainServlet = servlets.get(0).name();
        }
        requireKnown(name, mainServlet, names);
        for (var mapping : mappings) {
            requireKnown(name, mapping.servlet(), names);
        }
        // A constraint with a slip of the pen would protect nothing.
        for (var constraint : security.constraints()) {
            for (var resource : constraint.resources()) {
                for (var servlet : resource.servlets()) {
                    requireKnown(name, servlet, names);
                }
            }
        }
    }

    private static void requireKnown(String application, @Nullable String servlet, Set<String> names) {
        if (servlet != null && !names.contains(servlet)) {
            throw SipLogger.LOG.unknownServlet(application, servlet, names);
        }
    }

    /** {@return the classes that the server makes, so that they get their injections} */
    public Set<String> componentClasses() {
        var classes = new LinkedHashSet<String>();
        servlets.forEach(servlet -> classes.add(servlet.className()));
        classes.addAll(listeners);
        return classes;
    }
}
