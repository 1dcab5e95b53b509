// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

/** An application whose sessions have copies: one that calls itself distributable (JSR 289 section 18). */
public interface ReplicatedApplication {
    /** {@return whether it wants copies, and there is a place for them} */
    boolean isReplicated();

    /** {@return whether an application session is here} */
    boolean has(String id);

    /**
     * Makes an application session of its copy, with its dialogs.
     *
     * @throws IllegalStateException when something in it cannot be made here
     */
    void restore(ApplicationImage image);
}
