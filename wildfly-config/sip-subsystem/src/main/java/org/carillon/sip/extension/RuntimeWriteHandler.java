// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jboss.as.controller.AbstractWriteAttributeHandler;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;

/**
 * Writes a number whose new value the running server takes over at once, without a reload.
 *
 * @param <C> what takes it over
 */
final class RuntimeWriteHandler<C> extends AbstractWriteAttributeHandler<Void> {
    private final AttributeDefinition attribute;
    private final Supplier<Optional<C>> running;
    private final ObjIntConsumer<C> change;

    /**
     * @param attribute what is written
     * @param running who takes the value over; nobody while it does not run, and then the model alone changes
     * @param change hands over a valid value
     */
    RuntimeWriteHandler(AttributeDefinition attribute, Supplier<Optional<C>> running, ObjIntConsumer<C> change) {
        this.attribute = attribute;
        this.running = running;
        this.change = change;
    }

    @Override
    protected boolean applyUpdateToRuntime(
            OperationContext context,
            ModelNode operation,
            String name,
            ModelNode resolved,
            ModelNode before,
            HandbackHolder<Void> handback) {
        running.get().ifPresent(current -> change.accept(current, resolved.asInt()));
        return false;
    }

    @Override
    protected void revertUpdateToRuntime(
            OperationContext context,
            ModelNode operation,
            String name,
            ModelNode before,
            ModelNode resolved,
            Void handback)
            throws OperationFailedException {
        // It may have been undefined before, which means the default value.
        var value = attribute.resolveValue(context, before);
        running.get().ifPresent(current -> change.accept(current, value.asInt()));
    }
}
