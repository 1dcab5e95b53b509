// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

import java.util.List;
import org.carillon.engine.markup.xml.XmlException;
import org.carillon.engine.markup.xml.XmlLimits;
import org.carillon.engine.markup.xml.XmlReader;

/** Reads what stands in a Say, for tests. */
final class Speech {

    private Speech() {}

    static SsmlReader.Result read(String inside, String language) {
        try {
            return SsmlReader.read(
                    new XmlReader("<Say>" + inside + "</Say>", new XmlLimits(1000, 100, 4096)).read(), language);
        } catch (XmlException e) {
            throw new AssertionError(e);
        }
    }

    static SsmlReader.Result read(String inside) {
        return read(inside, "en-US");
    }

    static List<Segment> segments(String inside) {
        return read(inside).segments();
    }

    /** The words alone, or what is left when there is no single segment of them. */
    static String words(String inside, String language) {
        List<Segment> segments = read(inside, language).segments();
        return segments.size() == 1 && segments.get(0) instanceof SpeechSegment speech
                ? speech.text()
                : segments.toString();
    }
}
