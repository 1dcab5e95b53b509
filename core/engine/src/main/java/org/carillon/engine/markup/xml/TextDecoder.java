// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a document into text. Which charset holds is decided as in RFC 7303, section 3: a byte order mark
 * first, then the Content-Type header, then the XML declaration, then UTF-8.
 */
public final class TextDecoder {

    /** An XML declaration must come first and is short; looking further would only find other things. */
    private static final int PROLOG_BYTES = 256;

    private static final Pattern CHARSET_PARAMETER =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)\"?", Pattern.CASE_INSENSITIVE);

    private static final Pattern DECLARED_ENCODING =
            Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']+)[\"']");

    private TextDecoder() {}

    /**
     * The text of some bytes.
     *
     * @param contentType the value of the Content-Type header
     * @throws XmlException when the charset is not known or the bytes do not fit it
     */
    public static String decode(byte[] bytes, Optional<String> contentType) throws XmlException {
        Optional<Charset> marked = byteOrderMark(bytes);
        if (marked.isPresent()) {
            int length = marked.get().equals(StandardCharsets.UTF_8) ? 3 : 2;
            return decode(bytes, length, marked.get());
        }
        Optional<String> name = parameter(contentType).or(() -> declared(bytes));
        return decode(bytes, 0, name.isPresent() ? charset(name.get()) : guess(bytes));
    }

    private static Optional<Charset> byteOrderMark(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return startsWith(bytes, 0xFF, 0xFE) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static Optional<String> parameter(Optional<String> contentType) {
        return contentType.map(CHARSET_PARAMETER::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    /** Works for every charset that contains ASCII; the others are recognised by {@link #guess}. */
    private static Optional<String> declared(byte[] bytes) {
        var prolog = new String(bytes, 0, Math.min(bytes.length, PROLOG_BYTES), StandardCharsets.ISO_8859_1);
        return Optional.of(DECLARED_ENCODING.matcher(prolog))
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    /** UTF-16 without a mark shows by the zero beside the first {@code <} (XML 1.0, appendix F.1). */
    private static Charset guess(byte[] bytes) {
        if (startsWith(bytes, 0x00, 0x3C)) {
            return StandardCharsets.UTF_16BE;
        }
        return startsWith(bytes, 0x3C, 0x00) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset charset(String name) throws XmlException {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new XmlException(XmlException.Kind.MALFORMED, "the charset \"" + name + "\" is not known", 0, 0);
        }
    }

    private static String decode(byte[] bytes, int from, Charset charset) throws XmlException {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new XmlException(XmlException.Kind.MALFORMED, "the bytes are not valid " + charset.name(), 0, 0);
        }
    }
}
