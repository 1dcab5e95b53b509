// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;

/** The file in which the launcher finds the first account's credentials; only its owner can read it. */
final class CredentialsFile {
    private static final String SID = "account.sid=";
    private static final String TOKEN = "account.token=";

    /** What it holds. */
    record Credentials(AccountSid sid, String token) {
        @Override
        public String toString() {
            return "Credentials[" + sid + "]";
        }
    }

    private final Path file;

    CredentialsFile(Path folder) {
        this.file = folder.resolve("first-account.properties");
    }

    /** Empty when there is none, or none that can be used. */
    Optional<Credentials> read() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            Optional<String> sid = value(lines, SID).filter(AccountSid::isValid);
            return sid.flatMap(s -> value(lines, TOKEN).map(token -> new Credentials(new AccountSid(s), token)));
        } catch (IOException e) {
            throw new UncheckedIOException("The first account's credentials cannot be read from " + file, e);
        }
    }

    private static Optional<String> value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** Of an account that another node has made instead. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Credentials of no account stay in " + file, e);
        }
    }

    /** Replaces it at one stroke. */
    void write(Credentials credentials) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        byte[] text =
                (SID + credentials.sid() + '\n' + TOKEN + credentials.token() + '\n').getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, text, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The first account's credentials cannot be written to " + file, e);
        }
    }
}
