// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.media;

import java.util.Optional;

/** What a media server answers to a {@link MediaCommand}. */
public sealed interface MediaResult {
    /** A leg or a mixer is there. The local session description is empty for a mixer. */
    record Opened(MediaHandle handle, Optional<String> localSdp) implements MediaResult {}

    /** The new session description was taken; {@code localSdp} is our answer. */
    record Modified(String localSdp) implements MediaResult {}

    /** The command was carried out, or it has begun and its event will come. */
    record Done() implements MediaResult {}

    /** The command was refused or could not be carried out. Nothing of it remains. */
    record Failed(MediaFailure failure) implements MediaResult {}
}
