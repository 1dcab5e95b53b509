// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the codec of each type, once. Used while a {@link RecordCodec} is made, by one thread. */
final class CodecResolver {
    private final Schema schema;
    private final Map<Type, RecordShape> shapes = new HashMap<>();
    private final Map<Class<?>, VariantCodec> variants = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();

    CodecResolver(Schema schema) {
        this.schema = schema;
    }

    /** A codec for values of every registered type. */
    VariantCodec root() {
        VariantCodec root = variants(Object.class);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("types without a number: " + String.join(", ", missing));
        }
        return root;
    }

    private FieldCodec codec(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof TypeVariable<?> variable) {
            Type bound = bindings.get(variable);
            return codec(bound == null ? variable.getBounds()[0] : bound, bindings);
        }
        if (type instanceof WildcardType wildcard) {
            return codec(wildcard.getUpperBounds()[0], bindings);
        }
        if (type instanceof ParameterizedType parameterized) {
            return generic(parameterized, bindings);
        }
        if (type instanceof Class<?> plain) {
            return plain(plain);
        }
        throw new IllegalArgumentException("cannot write a " + type.getTypeName());
    }

    private FieldCodec generic(ParameterizedType type, Map<TypeVariable<?>, Type> bindings) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return OptionalCodec.of(codec(arguments[0], bindings));
        }
        if (raw == List.class || raw == Collection.class) {
            return CollectionCodec.list(codec(arguments[0], bindings));
        }
        if (raw == Set.class) {
            return CollectionCodec.set(codec(arguments[0], bindings));
        }
        if (raw == Map.class) {
            return new MapCodec(codec(arguments[0], bindings), codec(arguments[1], bindings));
        }
        if (raw.isRecord()) {
            return new MessageCodec(shape(raw, type, bind(raw, arguments, bindings)));
        }
        return plain(raw);
    }

    private static Map<TypeVariable<?>, Type> bind(Class<?> raw, Type[] arguments, Map<TypeVariable<?>, Type> outer) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            Type argument = arguments[i] instanceof TypeVariable<?> variable ? outer.get(variable) : arguments[i];
            if (argument != null) {
                bindings.put(variables[i], argument);
            }
        }
        return bindings;
    }

    private FieldCodec plain(Class<?> type) {
        FieldCodec known = known(type);
        if (known != null) {
            return known;
        }
        Schema.Entry entry = schema.find(type);
        if (entry != null) {
            RecordShape shape = shapeOf(entry);
            FieldCodec single = singleOf(entry);
            return shape != null ? new MessageCodec(shape) : java.util.Objects.requireNonNull(single);
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || type == Object.class) {
            return variants(type);
        }
        missing.add(type.getName());
        return new VariantCodec(type);
    }

    private static @Nullable FieldCodec known(Class<?> type) {
        FieldCodec scalar = ScalarCodecs.ALL.get(type);
        if (scalar != null) {
            return scalar;
        }
        if (type == Instant.class) {
            return TimeCodec.INSTANT;
        }
        if (type == Duration.class) {
            return TimeCodec.DURATION;
        }
        return OptionalCodec.PRIMITIVES.get(type);
    }

    private VariantCodec variants(Class<?> declared) {
        VariantCodec known = variants.get(declared);
        if (known != null) {
            return known;
        }
        VariantCodec codec = new VariantCodec(declared);
        variants.put(declared, codec);
        for (Schema.Entry entry : schema.entries()) {
            if (declared.isAssignableFrom(entry.type())) {
                codec.add(new VariantCodec.Variant(entry.number(), entry.type(), shapeOf(entry), singleOf(entry)));
            }
        }
        requirePermitted(declared);
        return codec;
    }

    /** Of a sealed interface every permitted type must have a number; of an open one this cannot be known. */
    private void requirePermitted(Class<?> type) {
        if (!type.isSealed()) {
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed() && Modifier.isAbstract(permitted.getModifiers())) {
                requirePermitted(permitted);
            } else if (schema.find(permitted) == null) {
                missing.add(permitted.getName());
            }
        }
    }

    private @Nullable RecordShape shapeOf(Schema.Entry entry) {
        return entry.type().isRecord() && entry.adapter() == null ? shape(entry.type(), entry.type(), Map.of()) : null;
    }

    private @Nullable FieldCodec singleOf(Schema.Entry entry) {
        Schema.Adapter adapter = entry.adapter();
        if (adapter != null) {
            return new AdaptedCodec(entry.type(), adapter, codec(adapter.writtenAs(), Map.of()));
        }
        return entry.type().isEnum() ? new EnumCodec(entry.type()) : null;
    }

    private RecordShape shape(Class<?> type, Type key, Map<TypeVariable<?>, Type> bindings) {
        RecordShape known = bindings.isEmpty() ? shapes.get(key) : null;
        if (known != null) {
            return known;
        }
        if (schema.find(type) == null) {
            missing.add(type.getName());
        }
        RecordShape shape = new RecordShape(type);
        if (bindings.isEmpty()) {
            shapes.put(key, shape);
        }
        shape.resolve(component -> codec(component, bindings));
        return shape;
    }
}
