// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.recordings.RecordingVault;

/** Audio in a folder. */
public final class FolderVault implements RecordingVault {
    private final Path folder;

    /** With this folder. */
    public FolderVault(Path folder) {
        this.folder = folder;
    }

    /** Adds audio. */
    public void put(AccountSid account, RecordingSid sid, byte[] audio) {
        try {
            Files.write(file(account, sid), audio);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(AccountSid account, RecordingSid sid) {
        return folder.resolve(account + "-" + sid + ".wav");
    }

    @Override
    public CompletionStage<Long> store(AccountSid account, RecordingSid sid, String source, String sha256) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("the API stores nothing"));
    }

    @Override
    public Optional<Path> open(AccountSid account, RecordingSid sid) {
        return Optional.of(file(account, sid)).filter(Files::exists);
    }

    @Override
    public void delete(AccountSid account, RecordingSid sid) {
        try {
            Files.deleteIfExists(file(account, sid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
