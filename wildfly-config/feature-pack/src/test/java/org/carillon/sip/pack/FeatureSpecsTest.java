// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The feature specifications are written by hand; the subsystem's schema says what must stand in them. */
class FeatureSpecsTest {
    private static final Path PACK = Path.of("src", "main", "pack");
    private static final Path SCHEMA =
            Path.of("..", "sip-subsystem", "src", "main", "resources", "schema", "carillon-sip_1_0.xsd");

    @Test
    void theSubsystemTakesWhatTheSchemaAllows() throws Exception {
        var settings = attributes("sipType");
        settings.add("stack-properties");

        assertThat(parameters("subsystem.sip")).isEqualTo(settings);
        assertThat(operands("subsystem.sip")).isEqualTo(settings);
    }

    @Test
    void theConnectorTakesWhatTheSchemaAllows() throws Exception {
        var settings = attributes("connectorType");
        settings.remove("name");

        assertThat(parameters("subsystem.sip.connector")).isEqualTo(settings);
        assertThat(operands("subsystem.sip.connector")).isEqualTo(settings);
    }

    private static Set<String> attributes(String type) throws Exception {
        return elements(parse(SCHEMA), "xs:complexType").stream()
                .filter(element -> element.getAttribute("name").equals(type))
                .flatMap(element -> children(element, "xs:attribute").stream())
                .map(attribute -> attribute.getAttribute("name"))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    /** What a feature may say, without what makes its address. */
    private static Set<String> parameters(String feature) throws Exception {
        return elements(spec(feature), "param").stream()
                .filter(parameter -> parameter.getAttribute("feature-id").isEmpty())
                .map(parameter -> parameter.getAttribute("name"))
                .filter(name -> !Set.of("host", "extension").contains(name))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    /** What of it is given to the operation add. */
    private static Set<String> operands(String feature) throws Exception {
        return elements(spec(feature), "elem").stream()
                .filter(element -> element.getAttribute("name").equals("op-params"))
                .flatMap(element -> Stream.of(element.getAttribute("value").split(",", -1)))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static Document spec(String feature) throws Exception {
        return parse(PACK.resolve("features").resolve(feature).resolve("spec.xml"));
    }

    private static Document parse(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static List<Element> elements(Document document, String name) {
        return children(document.getDocumentElement(), name);
    }

    private static List<Element> children(Element element, String name) {
        var nodes = element.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
