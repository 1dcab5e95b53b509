// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;

/** Where the key comes from: the setting, or the file {@value #NAME} in the data folder (hexadecimal, readable for its owner only). */
public final class KeyFile {
    /** The file's name. */
    public static final String NAME = "secret.key";

    private KeyFile() {}

    /**
     * The key. Makes the file when neither it nor the setting is there.
     *
     * @param setting 64 hexadecimal digits
     * @throws IllegalArgumentException when setting or file is no key; the message does not show it
     */
    public static byte[] load(Path folder, Optional<String> setting, SecureRandom random) {
        if (setting.isPresent()) {
            return parse(setting.get(), "the setting carillon.secret-key");
        }
        Path file = folder.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                create(folder, file, random);
            }
            return parse(Files.readString(file, StandardCharsets.US_ASCII), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make " + file, e);
        }
    }

    /** Writes a file of another name first: whoever sees the file sees the whole key. */
    private static void create(Path folder, Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[Seal.KEY_BYTES];
        random.nextBytes(key);
        Files.createDirectories(folder);
        FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = folder.resolve(NAME + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, options, owner)) {
            ByteBuffer text = StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(key) + "\n");
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        try {
            // A hard link fails when the file is there; a rename would replace the key of another process.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static byte[] parse(String text, String origin) {
        try {
            byte[] key = HexFormat.of().parseHex(text.strip());
            if (key.length == Seal.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // The exception's text holds a part of the key, so it is not passed on.
            throw new IllegalArgumentException(origin + " is no key: 64 hexadecimal digits are needed");
        }
        throw new IllegalArgumentException(origin + " is no key: 64 hexadecimal digits are needed");
    }
}
