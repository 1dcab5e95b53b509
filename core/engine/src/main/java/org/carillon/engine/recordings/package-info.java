/** Recordings: their metadata, and the vault that keeps the audio. The audio is stored under its recording's identifier with a checksum before anybody is told that the recording is completed. */
@NullMarked
package org.carillon.engine.recordings;

import org.jspecify.annotations.NullMarked;
