// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.carillon.sip.container.SipContainer;
import org.carillon.sip.metrics.ContainerFigures;
import org.jspecify.annotations.Nullable;

/** The container that runs now, if one does: what runtime attributes and operations work on. */
final class RunningContainer {
    private final AtomicReference<@Nullable SipContainer> container = new AtomicReference<>();

    /** Told by the container's service: with null when it stops. */
    void set(@Nullable SipContainer running) {
        container.set(running);
    }

    Optional<SipContainer> get() {
        return Optional.ofNullable(container.get());
    }

    Optional<ContainerFigures> figures() {
        return get().map(SipContainer::figures);
    }
}
