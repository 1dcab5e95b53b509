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

/** Values of an interface: a message that begins with the type number (field 1), followed by what that type has. */
final class VariantCodec extends FieldCodec {
    private static final int TYPE_TAG = WireType.makeTag(1, WireType.WIRETYPE_VARINT);

    /** A registered type: of records the shape, of other types the codec for the one value in field 2. */
    record Variant(
            int number,
            Class<?> type,
            @Nullable RecordShape shape,
            @Nullable FieldCodec single) {}

    private final Class<?> declared;
    private final Map<Class<?>, Variant> byType = new HashMap<>();
    private final Map<Integer, Variant> byNumber = new HashMap<>();

    VariantCodec(Class<?> declared) {
        this.declared = declared;
    }

    void add(Variant variant) {
        byType.put(variant.type(), variant);
        byNumber.put(variant.number(), variant);
    }

    @Override
    int wireType() {
        return WireType.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    void write(TagWriter out, int field, Object value) throws IOException {
        try (TagWriter nested = out.subWriter(field, true)) {
            writeContent(nested, value);
        }
    }

    void writeContent(TagWriter out, Object value) throws IOException {
        // Constants with bodies are of a class of their own.
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Variant variant = byType.get(type);
        if (variant == null) {
            throw new WireFormatException(type.getName() + " has no number as a " + declared.getName());
        }
        out.writeUInt32(1, variant.number());
        if (variant.shape() != null) {
            variant.shape().write(out, value);
        } else if (variant.single() != null) {
            variant.single().write(out, 2, value);
        }
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        int limit = in.pushLimit(in.readUInt32());
        Object value = readContent(in);
        in.popLimit(limit);
        return value;
    }

    Object readContent(TagReader in) throws IOException {
        if (in.readTag() != TYPE_TAG) {
            throw new WireFormatException("a " + declared.getName() + " does not begin with its type number");
        }
        int number = in.readUInt32();
        Variant variant = byNumber.get(number);
        if (variant == null) {
            throw new WireFormatException("type number " + number + " is unknown as a " + declared.getName());
        }
        return variant.shape() != null ? variant.shape().read(in) : readSingle(in, variant);
    }

    private static Object readSingle(TagReader in, Variant variant) throws IOException {
        FieldCodec codec = variant.single();
        Object value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (codec != null && tag == WireType.makeTag(2, codec.wireType())) {
                value = codec.finish(codec.read(in, null));
            } else {
                in.skipField(tag);
            }
        }
        if (value == null) {
            throw new WireFormatException("the value of a " + variant.type().getName() + " is missing");
        }
        return value;
    }
}
