// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.sip;

import java.io.IOException;
import org.carillon.load.sip.server.Kind;
import org.carillon.load.sip.server.Usage;

/** A server that can be called with a flow. */
interface Target {
    Kind kind();

    /** Calls it for so long, and waits until the calls have ended. */
    Calls call(int seconds) throws IOException, InterruptedException;

    /** What it has used since its start. */
    Usage usage() throws IOException;
}
