// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private final SecureRandom random = new SecureRandom();
    private final Seal seal = new Seal(key((byte) 1), random);

    @TempDir
    private Path folder;

    @Test
    void whatWasSealedIsOpened() {
        String sealed = seal.seal("geheim ☎", "AC1");
        assertThat(sealed).doesNotContain("geheim");
        assertThat(seal.open(sealed, "AC1")).isEqualTo("geheim ☎");
    }

    @Test
    void theSameTextNeverLooksTheSame() {
        assertThat(seal.seal("text", "AC1")).isNotEqualTo(seal.seal("text", "AC1"));
    }

    @Test
    void anotherKeyAnotherContextOrAnotherByteOpensNothing() {
        String sealed = seal.seal("text", "AC1");
        Seal other = new Seal(key((byte) 2), random);
        assertThatThrownBy(() -> other.open(sealed, "AC1")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> seal.open(sealed, "AC2")).isInstanceOf(IllegalStateException.class);
        String changed = sealed.substring(0, 10) + (sealed.charAt(10) == 'A' ? 'B' : 'A') + sealed.substring(11);
        for (String bad : List.of(changed, "1:AAAA", "1:§", "2:" + sealed.substring(2), "")) {
            assertThatThrownBy(() -> seal.open(bad, "AC1")).as(bad).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void theFirstStartMakesAKeyForItsOwnerOnly() throws IOException {
        byte[] made = KeyFile.load(folder.resolve("data"), Optional.empty(), random);
        assertThat(KeyFile.load(folder.resolve("data"), Optional.empty(), random))
                .isEqualTo(made);
        Path file = folder.resolve("data").resolve(KeyFile.NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void manyThatStartAtOnceHaveOneKey() {
        List<byte[]> keys = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> KeyFile.load(folder, Optional.empty(), random))
                .toList();
        assertThat(keys).allSatisfy(key -> assertThat(key).isEqualTo(keys.get(0)));
    }

    @Test
    void theSettingGoesBeforeTheFile() {
        assertThat(KeyFile.load(folder, Optional.of("07".repeat(32)), random)).isEqualTo(key((byte) 7));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsNoKeyStopsTheStartAndIsNotShown() throws IOException {
        Files.writeString(folder.resolve(KeyFile.NAME), "abcd1234");
        assertThatThrownBy(() -> KeyFile.load(folder, Optional.empty(), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KeyFile.NAME)
                .hasMessageNotContaining("abcd1234");
        assertThatThrownBy(() -> KeyFile.load(folder, Optional.of("xyz"), random))
                .hasMessageContaining("carillon.secret-key")
                .hasMessageNotContaining("xyz");
    }

    private static byte[] key(byte value) {
        byte[] key = new byte[Seal.KEY_BYTES];
        java.util.Arrays.fill(key, value);
        return key;
    }
}
