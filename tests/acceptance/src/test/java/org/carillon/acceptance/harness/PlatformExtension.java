// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.acceptance.harness;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests their scene and the running platform; shows what happened when a test fails. */
public final class PlatformExtension
        implements ParameterResolver, BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private static final Namespace SPACE = Namespace.create(PlatformExtension.class);
    private static final int LINES = 80;
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Scene.class || type == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Platform platform = platform(context);
        if (parameter.getParameter().getType() == Platform.class) {
            return platform;
        }
        // Stored for the test only, so it is closed with it.
        return context.getStore(SPACE).getOrComputeIfAbsent(Scene.class, type -> new Scene(platform), Scene.class);
    }

    private static Platform platform(ExtensionContext context) {
        // Stored for the whole run: it ends with the last test.
        Store store = context.getRoot().getStore(SPACE);
        return store.getOrComputeIfAbsent(Platform.class, type -> Platform.start(), Platform.class);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        context.getStore(SPACE).put(Instant.class, Instant.now());
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        var shown = new StringBuilder("---- " + context.getRequiredTestClass().getSimpleName() + ": "
                + context.getDisplayName() + " failed\n");
        Scene scene = context.getStore(SPACE).get(Scene.class, Scene.class);
        if (scene != null) {
            shown.append(scene.timeline().text());
            scene.notifications()
                    .forEach(note -> shown.append("notification ").append(note).append('\n'));
        }
        Instant begun = context.getStore(SPACE).get(Instant.class, Instant.class);
        List<String> lines = logSince(platform(context).log(), begun == null ? Instant.EPOCH : begun);
        shown.append("---- the server's log meanwhile (all tests)\n");
        lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                .forEach(line -> shown.append(line).append('\n'));
        System.err.println(shown);
    }

    private static List<String> logSince(String log, Instant begun) {
        String from = LOG_TIME.format(LocalDateTime.ofInstant(begun, ZoneId.systemDefault()));
        return log.lines()
                .dropWhile(line -> !line.startsWith("20") || line.compareTo(from) < 0)
                .toList();
    }
}
