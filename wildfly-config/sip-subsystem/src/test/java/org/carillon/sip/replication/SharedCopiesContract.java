// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every place for copies does. */
abstract class SharedCopiesContract {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private final String key = UUID.randomUUID().toString();

    abstract SharedCopies copies();

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private boolean replace(byte @Nullable [] before, byte[] now) {
        return get(copies().replace(key, before, now, LIFE));
    }

    @Test
    void nothingIsThereBeforeSomethingIsKept() {
        assertThat(get(copies().load(key))).isNull();
        assertThat(replace(new byte[] {9}, new byte[] {1})).isFalse();
        assertThat(get(copies().load(key))).isNull();
    }

    @Test
    void whatIsThereIsReplacedOnlyByWhoKnowsIt() {
        assertThat(replace(null, new byte[] {1})).isTrue();
        assertThat(replace(null, new byte[] {2})).isFalse();
        assertThat(replace(new byte[] {9}, new byte[] {2})).isFalse();
        assertThat(replace(new byte[] {1}, new byte[] {3})).isTrue();
        assertThat(get(copies().load(key))).containsExactly(3);
    }

    @Test
    void whatIsRemovedIsGone() {
        replace(null, new byte[] {1});
        assertThat(get(copies().remove(key, new byte[] {9}))).isFalse();
        assertThat(get(copies().load(key))).containsExactly(1);
        assertThat(get(copies().remove(key, new byte[] {1}))).isTrue();
        assertThat(get(copies().remove(key, new byte[] {1}))).isFalse();
        assertThat(get(copies().load(key))).isNull();
    }

    @Test
    void whatIsKeptHereIsListed() {
        replace(null, new byte[] {1});

        assertThat(copies().here()).containsKey(key);
        assertThat(copies().here().get(key)).containsExactly(1);
    }

    @Test
    void thisNodeIsAMemberAndAStrangerIsNot() {
        assertThat(copies().isMember(copies().node())).isTrue();
        assertThat(copies().isMember("stranger")).isFalse();
    }
}
