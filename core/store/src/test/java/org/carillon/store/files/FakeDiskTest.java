// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FakeDiskTest extends DiskContract {
    private static final Path FOLDER = Path.of("/folder");

    @Override
    Disk disk() {
        return new FakeDisk();
    }

    @Test
    void aPowerCutForgetsWhatWasNotForced() throws IOException {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.create(FOLDER.resolve("a"));
        file.write(ByteBuffer.wrap(new byte[5]), 0);
        file.force();
        assertThat(disk.afterPowerCut().list(FOLDER)).isEmpty();
        disk.syncFolder(FOLDER);
        file.write(ByteBuffer.wrap(new byte[5]), 5);
        disk.create(FOLDER.resolve("b"));
        assertThat(disk.afterPowerCut().bytes(FOLDER.resolve("a"))).hasSize(5);
        assertThat(disk.afterPowerCut().list(FOLDER)).hasSize(1);
        assertThat(disk.afterKill().bytes(FOLDER.resolve("a"))).hasSize(10);
        disk.delete(FOLDER.resolve("a"));
        assertThat(disk.afterPowerCut().list(FOLDER)).containsExactly(FOLDER.resolve("a"));
    }

    @Test
    void aWriteThatFailsLeavesHalfBehind() throws IOException {
        FakeDisk disk = new FakeDisk();
        DiskFile file = disk.create(FOLDER.resolve("a"));
        disk.fail(FakeDisk.Operation.WRITE, 1);
        assertThatThrownBy(() -> file.write(ByteBuffer.wrap(new byte[8]), 0)).isInstanceOf(IOException.class);
        assertThat(file.size()).isEqualTo(4);
        file.write(ByteBuffer.wrap(new byte[8]), 0);
        assertThat(file.size()).isEqualTo(8);
    }
}
