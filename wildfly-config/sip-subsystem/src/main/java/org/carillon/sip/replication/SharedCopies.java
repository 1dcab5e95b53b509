// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Port: where all nodes find the copies. Nothing blocks but what says so; a stage fails when the grid cannot say. */
public interface SharedCopies {
    /** {@return the name of this node, as {@link #isMember} knows it} */
    String node();

    /** {@return whether a node is there, as far as this one knows} */
    boolean isMember(String node);

    /** {@return what is kept under a key, or null} */
    CompletionStage<byte @Nullable []> load(String key);

    /**
     * Keeps something, if what is there is what the caller believes.
     *
     * @param before what is there, or null for nothing
     * @param life after which it is dropped unless it is written again
     * @return false when something else is there
     */
    CompletionStage<Boolean> replace(String key, byte @Nullable [] before, byte[] now, Duration life);

    /** {@return what this node itself keeps, for others too; many entries} May take a while. */
    Map<String, byte[]> here();

    /**
     * Says whom to tell when nodes have gone.
     *
     * @param listener must return at once
     * @return ends it
     */
    Runnable whenNodesLeave(Runnable listener);

    /**
     * Drops what is kept under a key, if it is what the caller believes.
     *
     * @return false when something else is there, or nothing
     */
    CompletionStage<Boolean> remove(String key, byte[] before);
}
