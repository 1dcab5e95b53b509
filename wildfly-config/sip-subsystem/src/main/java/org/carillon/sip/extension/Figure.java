// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.registry.AttributeAccess;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.subsystem.resource.executor.Metric;
import org.wildfly.subsystem.resource.executor.MetricExecutor;
import org.wildfly.subsystem.resource.executor.MetricOperationStepHandler;

/**
 * A number of the running server: the name that operators see and where it comes from.
 *
 * @param definition how the management model describes it
 * @param value reads it
 * @param <C> what it is read from
 */
record Figure<C>(AttributeDefinition definition, ToLongFunction<C> value) implements Metric<C> {
    /** A number that only grows until the container starts anew. */
    static <C> Figure<C> counter(String name, ToLongFunction<C> value) {
        return new Figure<>(define(name, MeasurementUnit.NONE, AttributeAccess.Flag.COUNTER_METRIC), value);
    }

    /** A number of bytes that only grows until the container starts anew. */
    static <C> Figure<C> bytes(String name, ToLongFunction<C> value) {
        return new Figure<>(define(name, MeasurementUnit.BYTES, AttributeAccess.Flag.COUNTER_METRIC), value);
    }

    /** A number of this moment. */
    static <C> Figure<C> gauge(String name, ToLongFunction<C> value) {
        return new Figure<>(define(name, MeasurementUnit.NONE, AttributeAccess.Flag.GAUGE_METRIC), value);
    }

    private static AttributeDefinition define(String name, MeasurementUnit unit, AttributeAccess.Flag kind) {
        return SimpleAttributeDefinitionBuilder.create(name, ModelType.LONG)
                .setMeasurementUnit(unit)
                .setFlags(kind)
                .setStorageRuntime()
                .setUndefinedMetricValue(ModelNode.ZERO_LONG)
                .build();
    }

    /** Registers numbers whose source may be away; they are 0 then. */
    static <C> void register(
            ManagementResourceRegistration registration,
            List<Figure<C>> figures,
            Function<OperationContext, Optional<C>> source) {
        MetricExecutor<C> executor = (context, figure) -> {
            var found = source.apply(context);
            return found.isPresent() ? figure.execute(found.get()) : ModelNode.ZERO_LONG;
        };
        new MetricOperationStepHandler<>(executor, figures).register(registration);
    }

    @Override
    public AttributeDefinition get() {
        return definition;
    }

    @Override
    public ModelNode execute(C source) {
        return new ModelNode(value.applyAsLong(source));
    }
}
