// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.descriptors.WireType;
import org.jspecify.annotations.Nullable;

/** Maps: a message an entry, with the key as field 1 and the value as field 2, in the map's order. */
final class MapCodec extends FieldCodec {
    private final FieldCodec key;
    private final FieldCodec value;

    MapCodec(FieldCodec key, FieldCodec value) {
        this.key = key.asElement();
        this.value = value.asElement();
    }

    @Override
    int wireType() {
        return WireType.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    void write(TagWriter out, int field, Object map) throws IOException {
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            try (TagWriter nested = out.subWriter(field, true)) {
                key.write(nested, 1, entry.getKey());
                value.write(nested, 2, entry.getValue());
            }
        }
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        @SuppressWarnings("unchecked")
        Map<Object, Object> map = soFar == null ? new LinkedHashMap<>() : (Map<Object, Object>) soFar;
        int limit = in.pushLimit(in.readUInt32());
        Object readKey = null;
        Object readValue = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == WireType.makeTag(1, key.wireType())) {
                readKey = key.finish(key.read(in, null));
            } else if (tag == WireType.makeTag(2, value.wireType())) {
                readValue = value.finish(value.read(in, null));
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(limit);
        if (readKey == null || readValue == null) {
            throw new WireFormatException("an entry of a map lacks its key or its value");
        }
        map.put(readKey, readValue);
        return map;
    }

    @Override
    Object finish(Object read) {
        return Collections.unmodifiableMap((Map<?, ?>) read);
    }

    @Override
    boolean isEmpty(Object map) {
        return ((Map<?, ?>) map).isEmpty();
    }

    @Override
    Object empty() {
        return Map.of();
    }

    @Override
    boolean isSingleField() {
        return false;
    }
}
