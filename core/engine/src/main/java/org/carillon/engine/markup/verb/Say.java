// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.carillon.engine.markup.ssml.Segment;
import org.carillon.engine.markup.ssml.SpeechSegment;

/**
 * Speaks a text. See Twilio's page "TwiML Voice: Say".
 *
 * @param content what is spoken and the silences between, in order; never empty
 * @param voice the voice's name as written; empty for the default voice
 * @param language a language tag as written, such as {@code en-GB}; empty for the voice's own
 * @param loop how often the text is spoken, 0 for until the caller hangs up
 */
public record Say(List<Segment> content, Optional<String> voice, Optional<String> language, int loop)
        implements Prompt {

    public Say {
        content = List.copyOf(content);
    }

    @Override
    public String element() {
        return "Say";
    }

    /** The spoken words alone, for logs and timelines. */
    public String text() {
        return content.stream()
                .filter(SpeechSegment.class::isInstance)
                .map(segment -> ((SpeechSegment) segment).text())
                .collect(Collectors.joining(" "));
    }
}
