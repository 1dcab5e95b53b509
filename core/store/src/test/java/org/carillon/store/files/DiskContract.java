// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every disk does. */
abstract class DiskContract {
    @TempDir
    private Path parent;

    private final Disk disk = disk();

    abstract Disk disk();

    private Path folder() {
        return parent.resolve("made/here");
    }

    @BeforeEach
    void make() throws IOException {
        disk.makeFolder(folder());
    }

    @Test
    void aFileIsMadeOnce() throws IOException {
        Path file = folder().resolve("a");
        assertThatThrownBy(() -> disk.open(file)).isInstanceOf(NoSuchFileException.class);
        disk.create(file).close();
        assertThatThrownBy(() -> disk.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        disk.open(file).close();
    }

    @Test
    void filesAreListedByNameAndRemoved() throws IOException {
        for (String name : new String[] {"b", "c", "a"}) {
            disk.create(folder().resolve(name)).close();
        }
        disk.delete(folder().resolve("b"));
        disk.delete(folder().resolve("never"));
        disk.syncFolder(folder());
        assertThat(disk.list(folder())).containsExactly(folder().resolve("a"), folder().resolve("c"));
    }

    @Test
    void bytesAreWhereTheyWereWritten() throws IOException {
        try (DiskFile file = disk.create(folder().resolve("a"))) {
            file.write(bytes("hello"), 0);
            file.write(bytes("p me"), 3);
            file.force();
            assertThat(file.size()).isEqualTo(7);
            assertThat(text(file, 1, 3)).isEqualTo("elp");
            assertThat(text(file, 4, 100)).isEqualTo(" me");
            assertThat(text(file, 50, 10)).isEmpty();
            file.truncate(4);
            file.truncate(9);
            assertThat(text(file, 0, 100)).isEqualTo("help");
        }
        try (DiskFile again = disk.open(folder().resolve("a"))) {
            again.write(bytes("!"), again.size());
            assertThat(text(again, 0, 100)).isEqualTo("help!");
        }
    }

    @Test
    void aClosedFileCannotBeUsed() throws IOException {
        DiskFile file = disk.create(folder().resolve("a"));
        file.close();
        assertThatThrownBy(() -> file.read(bytes("x"), 0)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.write(bytes("x"), 0)).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(file::force).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aFolderIsTakenByOne() throws IOException {
        Closeable lock = disk.lock(folder());
        assertThatThrownBy(() -> disk.lock(folder())).hasMessageContaining("open already");
        lock.close();
        disk.lock(folder()).close();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(DiskFile file, long from, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(most);
        file.read(buffer, from);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }
}
