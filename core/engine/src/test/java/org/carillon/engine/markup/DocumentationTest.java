// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.carillon.engine.markup.schema.AttributeSpec;
import org.carillon.engine.markup.schema.ElementSpec;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.schema.MarkupSchema;
import org.carillon.engine.notifications.CallError;
import org.junit.jupiter.api.Test;

/** The pages that tenants read are the tables that the parser uses. */
class DocumentationTest {

    /** Tests run in the module's folder. */
    private static final Path DOCS = Path.of("..", "..", "docs");

    @Test
    void errorsPageListsEveryErrorAndNoOther() throws IOException {
        assertThat(rows("errors.md", "## Documents")).containsExactlyElementsOf(errorRows());
    }

    @Test
    void errorsPageListsWhatCanGoWrongWithACall() throws IOException {
        List<String> expected = Arrays.stream(CallError.values())
                .map(error -> String.join(
                        " | ",
                        "| " + error.code(),
                        cell(error.title()),
                        cell(error.meaning()),
                        cell(error.advice()) + " |"))
                .toList();
        assertThat(rows("errors.md", "## Calls")).containsExactlyElementsOf(expected);
    }

    @Test
    void markupPageListsEveryAttributeAndNoOther() throws IOException {
        assertThat(rows("markup.md", "## Verbs, nouns and attributes")).containsExactlyElementsOf(elementRows());
    }

    @Test
    void everyErrorHasANumberOfItsOwnAndExplainsItself() {
        assertThat(Arrays.stream(MarkupError.values()).map(MarkupError::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code >= 10_000 && code <= 99_999);
        for (MarkupError error : MarkupError.values()) {
            assertThat(List.of(error.title(), error.explanation(), error.remedy()))
                    .as(error.name())
                    .noneMatch(String::isBlank);
            assertThat(MarkupError.ofCode(error.code())).contains(error);
        }
        assertThat(MarkupError.ofCode(1)).isEmpty();
    }

    /** The rows of the first table below a heading, its head left out. */
    private static List<String> rows(String page, String heading) throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve(page));
        return lines.subList(lines.indexOf(heading) + 1, lines.size()).stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    static List<String> errorRows() {
        return Arrays.stream(MarkupError.values())
                .map(error -> String.join(
                        " | ",
                        "| " + error.code(),
                        cell(error.title()),
                        kind(error),
                        cell(error.explanation()),
                        cell(error.remedy()) + " |"))
                .toList();
    }

    private static String kind(MarkupError error) {
        return switch (error.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case BOTH -> "both";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
    }

    static List<String> elementRows() {
        var rows = new ArrayList<String>();
        for (ElementSpec element : MarkupSchema.elements().values()) {
            rows.add(String.join(
                    " | ",
                    "| `" + element.name() + "`",
                    names(element, AttributeSpec.Support.SUPPORTED),
                    names(element, AttributeSpec.Support.ACCEPTED),
                    names(element, AttributeSpec.Support.DORMANT),
                    inside(element) + " |"));
        }
        return rows;
    }

    private static String names(ElementSpec element, AttributeSpec.Support support) {
        return element.attributes().values().stream()
                .filter(attribute -> attribute.support() == support)
                .map(AttributeSpec::name)
                .collect(Collectors.joining(", "));
    }

    private static String inside(ElementSpec element) {
        var inside = new ArrayList<String>();
        if (element.holdsText()) {
            inside.add(element.name().equals("Say") ? "text and speech tags" : "text");
        }
        inside.addAll(element.children().stream().sorted().toList());
        String offered = String.join(", ", inside);
        String later = element.notOffered().stream().sorted().collect(Collectors.joining(", "));
        return later.isEmpty() ? offered : offered + "; refused with 13750: " + later;
    }
}
