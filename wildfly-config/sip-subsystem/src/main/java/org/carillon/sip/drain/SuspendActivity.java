// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.drain;

import java.util.concurrent.CompletionStage;
import org.jboss.as.server.suspend.ServerResumeContext;
import org.jboss.as.server.suspend.ServerSuspendContext;
import org.jboss.as.server.suspend.SuspendableActivity;

/**
 * Drains when the server is told to suspend and takes dialogs again when it resumes.
 *
 * <p>It waits in the first of the server's two phases, so that all that calls need (HTTP among it) is still there until
 * the last one has ended. The second phase finds it drained, or the server is just starting.
 *
 * @param drain what is driven
 */
public record SuspendActivity(Drain drain) implements SuspendableActivity {
    @Override
    public CompletionStage<Void> prepare(ServerSuspendContext context) {
        return drain.begin();
    }

    @Override
    public CompletionStage<Void> suspend(ServerSuspendContext context) {
        drain.startRefusing();
        return COMPLETED;
    }

    @Override
    public CompletionStage<Void> resume(ServerResumeContext context) {
        drain.resume();
        return COMPLETED;
    }
}
