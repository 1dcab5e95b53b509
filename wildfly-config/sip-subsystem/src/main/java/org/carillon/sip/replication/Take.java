// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

/** What came of the wish to go on with an application session. */
public sealed interface Take {
    /** Nobody knows it. */
    record Nothing() implements Take {}

    /** Its node is there, another one was faster, or nobody can say. */
    record Others() implements Take {}

    /** It is this node's now. */
    record Taken(ApplicationImage image) implements Take {}
}
