// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.function.Function;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.jspecify.annotations.Nullable;

/**
 * How one record type is written: its components as fields from number 2 on, in their order (1 is the type number where
 * the type is not fixed). Method handles, resolved once, do the work.
 */
final class RecordShape {
    private static final int FIRST_FIELD = 2;
    private static final int WIRE_BITS = 3;
    private static final int WIRE_MASK = (1 << WIRE_BITS) - 1;

    private record Component(String name, MethodHandle getter, FieldCodec codec, boolean nullable) {}

    private final Class<?> type;
    private final MethodHandle constructor;
    private Component[] components = {};

    /** Knows nothing of the components yet, so that a type can contain itself; see {@link #resolve}. */
    RecordShape(Class<?> type) {
        this.type = type;
        this.constructor = constructorOf(type);
    }

    void resolve(Function<Type, FieldCodec> codecs) {
        components = Arrays.stream(type.getRecordComponents())
                .map(component -> new Component(
                        component.getName(),
                        getterOf(component),
                        codecs.apply(component.getGenericType()),
                        isNullable(component.getAnnotatedType())))
                .toArray(Component[]::new);
    }

    void write(TagWriter out, Object value) throws IOException {
        for (int i = 0; i < components.length; i++) {
            Component component = components[i];
            Object part = get(component, value);
            if (part == null) {
                if (!component.nullable) {
                    throw new WireFormatException(type.getName() + "." + component.name + " is null");
                }
            } else if (component.nullable || !component.codec.isEmpty(part)) {
                component.codec.write(out, FIRST_FIELD + i, part);
            }
        }
    }

    /** Reads fields up to the reader's limit. */
    Object read(TagReader in) throws IOException {
        @Nullable Object[] parts = new @Nullable Object[components.length];
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int place = (tag >>> WIRE_BITS) - FIRST_FIELD;
            if (place < 0 || place >= components.length) {
                in.skipField(tag);
                continue;
            }
            FieldCodec codec = components[place].codec;
            if ((tag & WIRE_MASK) != codec.wireType()) {
                throw new WireFormatException(type.getName() + "." + components[place].name + " has another wire type");
            }
            parts[place] = codec.read(in, parts[place]);
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] = finished(components[i], parts[i]);
        }
        return construct(parts);
    }

    private @Nullable Object finished(Component component, @Nullable Object read) {
        if (read != null) {
            return component.codec.finish(read);
        }
        if (component.nullable) {
            return null;
        }
        Object empty = component.codec.empty();
        if (empty == null) {
            throw new WireFormatException(type.getName() + "." + component.name
                    + " is missing: truncated, or written before the component existed");
        }
        return empty;
    }

    private static @Nullable Object get(Component component, Object value) {
        try {
            return component.getter.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new WireFormatException("cannot read " + component.name, e);
        }
    }

    private Object construct(@Nullable Object[] parts) {
        try {
            return constructor.invokeExact(parts);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new WireFormatException("what was read is no " + type.getName(), e);
        }
    }

    private static MethodHandle constructorOf(Class<?> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class, parameters))
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot construct " + type.getName(), e);
        }
    }

    private static MethodHandle getterOf(RecordComponent component) {
        Class<?> owner = component.getDeclaringRecord();
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("cannot read " + owner.getName() + "." + component.getName(), e);
        }
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
