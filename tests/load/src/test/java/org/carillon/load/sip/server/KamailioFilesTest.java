// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KamailioFilesTest {
    @Test
    void the_module_folder_is_the_first_that_exists(@TempDir Path folder) throws IOException {
        String facts = "Print out of kamailio internals\n  Version: kamailio 5.6.3 (x86_64/linux)\n"
                + "  Default paths to modules: /not/there:" + folder + ":/tmp\n";

        assertThat(KamailioFiles.modules(facts)).isEqualTo(folder.toString());
        assertThat(KamailioFiles.version(facts)).isEqualTo("5.6.3");
    }

    @Test
    void a_kamailio_that_does_not_say_it_is_refused() {
        assertThatIOException().isThrownBy(() -> KamailioFiles.modules("Thank you for flying kamailio!"));
        assertThat(KamailioFiles.version("Thank you for flying kamailio!")).isEqualTo("unknown");
    }
}
