// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import org.carillon.engine.markup.schema.MarkupError;
import org.carillon.engine.markup.verb.Verb;
import org.carillon.engine.markup.xml.TextDecoder;
import org.carillon.engine.markup.xml.XmlElement;
import org.carillon.engine.markup.xml.XmlException;
import org.carillon.engine.markup.xml.XmlReader;

/**
 * Reads a document. What is wrong with an attribute is a warning, and the default is used instead; what is wrong with
 * the XML, with an element or with the size of the document is an error, and nothing of it is run. Safe for use by any
 * number of threads.
 */
public final class MarkupParser {

    private final MarkupLimits limits;
    private final VerbReader verbs;

    public MarkupParser(MarkupLimits limits) {
        this.limits = limits;
        this.verbs = new VerbReader(limits);
    }

    /**
     * Reads a document as it came from a server.
     *
     * @param contentType the value of the Content-Type header, for its charset
     * @throws MarkupException when the document cannot be run; it says why and where
     */
    public Document parse(byte[] body, Optional<String> contentType) throws MarkupException {
        checkSize(body.length);
        try {
            return read(TextDecoder.decode(body, contentType));
        } catch (XmlException e) {
            throw failure(e);
        }
    }

    /**
     * Reads a document that is text already, such as the parameter Twiml of a request.
     *
     * @throws MarkupException when the document cannot be run; it says why and where
     */
    public Document parse(String text) throws MarkupException {
        checkSize(text.length());
        checkSize(text.getBytes(StandardCharsets.UTF_8).length);
        try {
            return read(text);
        } catch (XmlException e) {
            throw failure(e);
        }
    }

    private void checkSize(int bytes) throws MarkupException {
        if (bytes > limits.documentBytes()) {
            String problem = "the document has " + bytes + " bytes or more, " + limits.documentBytes() + " are allowed";
            throw new MarkupException(MarkupError.DOCUMENT_TOO_LARGE, problem, 0, 0);
        }
    }

    private Document read(String text) throws XmlException, MarkupException {
        XmlElement root = new XmlReader(text, limits.xml()).read();
        var findings = new Findings(limits.warnings());
        var read = new ArrayList<Verb>();
        for (ElementReader element : ElementReader.root(root, findings).children()) {
            verbs.read(element).ifPresent(read::add);
        }
        return new Document(read, findings.all());
    }

    private static MarkupException failure(XmlException failure) {
        MarkupError error = switch (failure.kind()) {
            case EMPTY -> MarkupError.DOCUMENT_EMPTY;
            case MALFORMED -> MarkupError.DOCUMENT_PARSE_FAILURE;
            case VERSION -> MarkupError.XML_VERSION;
            case TOO_MANY_ELEMENTS -> MarkupError.TOO_MANY_ELEMENTS;
            case TOO_DEEP -> MarkupError.NESTED_TOO_DEEP;
            case ATTRIBUTE_TOO_LONG -> MarkupError.ATTRIBUTE_TOO_LONG;
        };
        return new MarkupException(error, failure.detail(), failure.line(), failure.column());
    }
}
