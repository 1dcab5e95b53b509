// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0, 9", "bytes=90-, 90, 99", "bytes=-10, 90, 99", "bytes=-1000, 0, 99", "bytes=5-1000, 5, 99"
    })
    void partsAreCutToTheFile(String header, long first, long last) throws Exception {
        assertThat(ByteRange.read(header, 100)).hasValue(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=-", "bytes=9-5", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"})
    void whatIsNotUnderstoodIsIgnored(String header) throws Exception {
        assertThat(ByteRange.read(header, 100)).isEmpty();
    }

    @Test
    void partBeyondTheEndIsRefused() {
        assertThatThrownBy(() -> ByteRange.read("bytes=100-", 100))
                .isInstanceOf(ByteRange.UnsatisfiableException.class);
        assertThatThrownBy(() -> ByteRange.read("bytes=-0", 100)).isInstanceOf(ByteRange.UnsatisfiableException.class);
        assertThatThrownBy(() -> ByteRange.read("bytes=-5", 0)).isInstanceOf(ByteRange.UnsatisfiableException.class);
    }
}
