// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes the table of what the run has proved. A test with several arguments passes when all of them do. */
public final class Report implements TestExecutionListener {
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .ifPresent(method -> note(method, result.getStatus() == TestExecutionResult.Status.SUCCESSFUL));
    }

    private void note(MethodSource source, boolean passed) {
        Proves proves = source.getJavaMethod().getAnnotation(Proves.class);
        if (proves != null) {
            Row row = Row.of(proves, source.getJavaClass().getSimpleName(), source.getMethodName(), passed);
            rows.merge(row.test(), row, (before, now) -> before.passed() ? now : before);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String file = System.getProperty("conformance.table");
        if (file == null || rows.isEmpty()) {
            return;
        }
        String table = rows.values().stream().sorted(Row.ORDER).map(Row::line).collect(Collectors.joining("\n"));
        try {
            Files.writeString(Path.of(file), table + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
