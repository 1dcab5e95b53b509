// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.descriptors.WireType;
import org.jspecify.annotations.Nullable;

/** Enum constants, by their names: constants may move and new ones come, but none may be renamed. */
final class EnumCodec extends FieldCodec {
    private final Class<?> type;
    private final Map<String, Object> byName = new HashMap<>();

    EnumCodec(Class<?> type) {
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
    }

    @Override
    int wireType() {
        return WireType.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    void write(TagWriter out, int field, Object value) throws IOException {
        out.writeString(field, ((Enum<?>) value).name());
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        String name = in.readString();
        Object constant = byName.get(name);
        if (constant == null) {
            throw new WireFormatException(type.getName() + " has no constant " + name);
        }
        return constant;
    }
}
