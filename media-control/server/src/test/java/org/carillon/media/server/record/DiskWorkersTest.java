// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWorkersTest {
    @TempDir
    Path folder;

    @Test
    void recordingWhoseFirstBlockIsNotYetOnTheDiskIsCompletedWhenTheWorkersAreClosed() throws Exception {
        DiskWorkers workers = new DiskWorkers();
        CountDownLatch diskGoesOn = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            workers.execute(() -> await(diskGoesOn));
        }
        RecordingWriter writer = new RecordingWriter(folder, "RElast", 1, workers);
        writer.append(new short[160], 160);
        CompletableFuture<RecordedFile> file = writer.finish(160);

        boolean closedWhileTheDiskStands = workers.close(0);
        diskGoesOn.countDown();

        assertThat(closedWhileTheDiskStands).isFalse();
        assertThat(workers.close(10)).isTrue();
        assertThat(file).isCompletedWithValueMatching(done -> done.millis() == 20);
        assertThat(folder.resolve("RElast.wav")).exists();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
