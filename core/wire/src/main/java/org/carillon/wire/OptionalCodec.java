// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.jspecify.annotations.Nullable;

/** Optional values: the value when there is one, even an empty text or zero; else no field. */
final class OptionalCodec extends FieldCodec {
    private final FieldCodec content;
    private final Object empty;
    private final Function<Object, Object> unwrap;
    private final Function<Object, Object> wrap;

    private OptionalCodec(
            FieldCodec content, Object empty, Function<Object, Object> unwrap, Function<Object, Object> wrap) {
        this.content = content.asElement();
        this.empty = empty;
        this.unwrap = unwrap;
        this.wrap = wrap;
    }

    static FieldCodec of(FieldCodec content) {
        return new OptionalCodec(content, Optional.empty(), value -> ((Optional<?>) value).orElseThrow(), Optional::of);
    }

    /** The optional primitives. */
    static final Map<Class<?>, FieldCodec> PRIMITIVES = Map.of(
            OptionalInt.class,
                    primitive(
                            int.class,
                            OptionalInt.empty(),
                            value -> ((OptionalInt) value).getAsInt(),
                            value -> OptionalInt.of((Integer) value)),
            OptionalLong.class,
                    primitive(
                            long.class,
                            OptionalLong.empty(),
                            value -> ((OptionalLong) value).getAsLong(),
                            value -> OptionalLong.of((Long) value)),
            OptionalDouble.class,
                    primitive(
                            double.class,
                            OptionalDouble.empty(),
                            value -> ((OptionalDouble) value).getAsDouble(),
                            value -> OptionalDouble.of((Double) value)));

    private static FieldCodec primitive(
            Class<?> type, Object empty, Function<Object, Object> unwrap, Function<Object, Object> wrap) {
        FieldCodec content = ScalarCodecs.ALL.get(type);
        if (content == null) {
            throw new IllegalStateException("no codec for " + type);
        }
        return new OptionalCodec(content, empty, unwrap, wrap);
    }

    @Override
    int wireType() {
        return content.wireType();
    }

    @Override
    void write(TagWriter out, int field, Object value) throws IOException {
        content.write(out, field, unwrap.apply(value));
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        return wrap.apply(content.finish(content.read(in, null)));
    }

    @Override
    boolean isEmpty(Object value) {
        return empty.equals(value);
    }

    @Override
    Object empty() {
        return empty;
    }

    @Override
    boolean isSingleField() {
        return false;
    }
}
