// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.signal;

import java.util.concurrent.Executor;
import org.carillon.media.server.prompt.PromptLoader;
import org.carillon.media.server.record.RecordedFile;
import org.carillon.media.server.record.Recorder;
import org.carillon.media.server.record.RecordingRules;
import org.jspecify.annotations.Nullable;

/** AU/pr: plays a prompt and records. */
public final class Record extends PromptedSignal {
    private final RecordingRules rules;
    private final Recorder recorder;
    private final boolean bargeIn;
    private final Executor loop;
    private boolean recording;

    /**
     * @param recorder brings its rules
     * @param loop runs what comes back from the disk on the media loop's thread
     */
    public Record(
            String requestId, Prompt prompt, Recorder recorder, boolean bargeIn, Executor loop, Listener listener) {
        super(requestId, "pr", prompt, listener);
        this.rules = recorder.rules();
        this.recorder = recorder;
        this.bargeIn = bargeIn;
        this.loop = loop;
    }

    boolean stereo() {
        return rules.channels() == 2;
    }

    @Override
    public boolean play(short[] frame) {
        if (recording) {
            return false;
        }
        if (prompt().play(frame)) {
            return true;
        }
        recording = prompt().over();
        return false;
    }

    @Override
    public void hear(short[] frame, short[] right) {
        if (!recording || over()) {
            return;
        }
        switch (recorder.accept(frame, right)) {
            case GOES_ON -> {}
            case SILENT -> finish(EndReason.SILENCE, "");
            case FULL -> finish(EndReason.MAX, "");
            case DISK_TOO_SLOW -> {
                recorder.discard();
                end(outcome(Outcome.FAILURE, EndReason.DISK).withText("the disk is too slow or has failed"));
            }
        }
    }

    @Override
    public boolean key(char key) {
        if (!recording) {
            if (bargeIn) {
                prompt().cut();
            }
            return bargeIn;
        }
        if (rules.endKeys().indexOf(key) < 0) {
            return false;
        }
        finish(EndReason.KEY, String.valueOf(key));
        return true;
    }

    @Override
    public void stop(EndReason reason) {
        if (!over()) {
            finish(reason, "");
        }
    }

    private void finish(EndReason reason, String endKey) {
        if (recorder.empty()) {
            recorder.discard();
            end(outcome(Outcome.NO_SPEECH, reason).with("ik", endKey));
            return;
        }
        close();
        recorder.finish().whenCompleteAsync((file, failure) -> told(reason, endKey, file, failure), loop);
    }

    private void told(EndReason reason, String endKey, @Nullable RecordedFile file, @Nullable Throwable failure) {
        if (file == null) {
            String why = failure == null ? "unknown" : PromptLoader.reason(failure);
            tell(outcome(Outcome.FAILURE, EndReason.DISK).withText(why));
            return;
        }
        tell(outcome(Outcome.OK, reason)
                .with("ri", file.file().toUri().toString())
                .with("dm", file.millis())
                .with("sz", file.bytes())
                .with("sh", file.sha256())
                .with("ik", endKey));
    }
}
