// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.jspecify.annotations.Nullable;

/** Lists and sets: a field an element, in their order. What is read cannot be changed; sets keep the order. */
final class CollectionCodec extends FieldCodec {
    private final FieldCodec element;
    private final boolean set;

    private CollectionCodec(FieldCodec element, boolean set) {
        this.element = element.asElement();
        this.set = set;
    }

    static FieldCodec list(FieldCodec element) {
        return new CollectionCodec(element, false);
    }

    static FieldCodec set(FieldCodec element) {
        return new CollectionCodec(element, true);
    }

    @Override
    int wireType() {
        return element.wireType();
    }

    @Override
    void write(TagWriter out, int field, Object value) throws IOException {
        for (Object item : (Collection<?>) value) {
            element.write(out, field, item);
        }
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        @SuppressWarnings("unchecked")
        Collection<Object> items = soFar == null ? fresh() : (Collection<Object>) soFar;
        items.add(element.finish(element.read(in, null)));
        return items;
    }

    private Collection<Object> fresh() {
        return set ? new LinkedHashSet<>() : new ArrayList<>();
    }

    @Override
    Object finish(Object read) {
        return set ? Collections.unmodifiableSet((Set<?>) read) : Collections.unmodifiableList((List<?>) read);
    }

    @Override
    boolean isEmpty(Object value) {
        return ((Collection<?>) value).isEmpty();
    }

    @Override
    Object empty() {
        return set ? Set.of() : List.of();
    }

    @Override
    boolean isSingleField() {
        return false;
    }
}
