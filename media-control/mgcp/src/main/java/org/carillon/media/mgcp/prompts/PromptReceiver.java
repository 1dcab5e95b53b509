// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.prompts;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.media.MediaFailure;
import org.carillon.engine.media.MediaResult;
import org.carillon.engine.media.Segment;

/** Where the prompts of one play or collection go. Nothing here waits. */
public interface PromptReceiver {
    /**
     * Begins the play or the collection.
     *
     * @param open whether more segments follow by {@link #append}
     * @return the media server's answer; never fails
     */
    CompletionStage<MediaResult> begin(List<Segment> segments, boolean open);

    /** Adds to the list that plays; not before the answer to what was sent before. */
    CompletionStage<MediaResult> append(List<Segment> segments, boolean open);

    /** How many of these, counted from the first, one message can carry; at least 1 when there is one. */
    int fitting(List<Segment> segments);

    /** A prompt is left out. */
    void leftOut(MediaFailure failure);

    /** Nothing more will be sent. Called once. */
    void over();
}
