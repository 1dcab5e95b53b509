// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import org.carillon.engine.calls.session.VerbState.Capture;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.recordings.Recording;

/**
 * A recording whose audio is still on its way into the vault although its document has gone on: what its record and its
 * callback will say once the vault has answered. The session lives until then.
 *
 * @param leg whose recording it is
 * @param channels 1, or 2 when each party has its own
 * @param milliseconds the recording's length
 * @param callback its URL is absolute: the document that it may have been relative to is gone
 */
public record Deposit(
        CallSid leg,
        Capture capture,
        Recording.Source source,
        int channels,
        long milliseconds,
        RecordingCallback callback) {}
