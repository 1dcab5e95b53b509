// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.carillon.sip.concurrency.ConcurrencyMode;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Reads the annotations of JSR 289 section 18 from indexes of an application's classes; no class is loaded.
 *
 * <p>{@code @SipServlet} and {@code @SipListener} stand on classes, {@code @SipApplication} on a package, {@code
 * @SipApplicationKey} on a static method. {@code @ConcurrencyControl}, which is Mobicents' own, stands on a package.
 */
public final class AnnotationReader {
    private static final String PACKAGE = "javax.servlet.sip.annotation.";
    private static final DotName SERVLET = DotName.createSimple(PACKAGE + "SipServlet");
    private static final DotName APPLICATION = DotName.createSimple(PACKAGE + "SipApplication");
    private static final DotName LISTENER = DotName.createSimple(PACKAGE + "SipListener");
    private static final DotName KEY = DotName.createSimple(PACKAGE + "SipApplicationKey");
    private static final DotName CONCURRENCY =
            DotName.createSimple("org.mobicents.servlet.sip.annotation.ConcurrencyControl");

    private final Collection<? extends IndexView> indexes;

    private AnnotationReader(Collection<? extends IndexView> indexes) {
        this.indexes = indexes;
    }

    /** {@return what the annotations in these indexes say} */
    public static DescriptorPart read(Collection<? extends IndexView> indexes) {
        return new AnnotationReader(indexes).read();
    }

    private DescriptorPart read() {
        var servlets = new ArrayList<ServletEntry>();
        String name = null;
        for (var annotation : all(SERVLET)) {
            servlets.add(servlet(annotation));
            name = name == null ? text(annotation, "applicationName") : name;
        }
        var listeners = new ArrayList<String>();
        for (var annotation : all(LISTENER)) {
            listeners.add(annotation.target().asClass().name().toString());
            name = name == null ? text(annotation, "applicationName") : name;
        }
        var application = all(APPLICATION).stream().findFirst().orElse(null);
        var key = all(KEY).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .map(annotation -> annotation.target().asMethod())
                .findFirst()
                .orElse(null);
        return new DescriptorPart(
                application != null && text(application, "name") != null ? text(application, "name") : name,
                servlets,
                application == null ? null : text(application, "mainServlet"),
                List.of(),
                listeners,
                Map.of(),
                application == null ? null : number(application, "sessionTimeout"),
                application == null ? null : number(application, "proxyTimeout"),
                key == null ? null : key.declaringClass().name().toString(),
                key == null ? null : key.name(),
                SecurityPart.NONE,
                concurrency(),
                application != null && flag(application, "distributable"));
    }

    private @Nullable ConcurrencyMode concurrency() {
        return all(CONCURRENCY).stream()
                .findFirst()
                .map(annotation -> text(annotation, "mode"))
                .map(ConcurrencyMode::of)
                .orElse(null);
    }

    private List<AnnotationInstance> all(DotName annotation) {
        return indexes.stream()
                .flatMap(index -> index.getAnnotations(annotation).stream())
                .toList();
    }

    private static ServletEntry servlet(AnnotationInstance annotation) {
        var type = annotation.target().asClass();
        var name = text(annotation, "name");
        var order = number(annotation, "loadOnStartup");
        return new ServletEntry(
                name == null ? type.simpleName() : name, type.name().toString(), order == null ? -1 : order, Map.of());
    }

    private static @Nullable String text(AnnotationInstance annotation, String element) {
        var value = annotation.value(element);
        return value == null || value.asString().isBlank() ? null : value.asString();
    }

    private static boolean flag(AnnotationInstance annotation, String element) {
        var value = annotation.value(element);
        return value != null && value.asBoolean();
    }

    private static @Nullable Integer number(AnnotationInstance annotation, String element) {
        var value = annotation.value(element);
        return value == null ? null : value.asInt();
    }
}
