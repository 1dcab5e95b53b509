// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.descriptors.WireType;
import org.jspecify.annotations.Nullable;

/** Records where the type is fixed: a message of the components. */
final class MessageCodec extends FieldCodec {
    private final RecordShape shape;

    MessageCodec(RecordShape shape) {
        this.shape = shape;
    }

    @Override
    int wireType() {
        return WireType.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    void write(TagWriter out, int field, Object value) throws IOException {
        try (TagWriter nested = out.subWriter(field, true)) {
            shape.write(nested, value);
        }
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        int limit = in.pushLimit(in.readUInt32());
        Object value = shape.read(in);
        in.popLimit(limit);
        return value;
    }
}
