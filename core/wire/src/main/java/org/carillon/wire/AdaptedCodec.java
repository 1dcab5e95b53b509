// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.jspecify.annotations.Nullable;

/** Values of a class that is no record, written as what its adapter makes of them. */
final class AdaptedCodec extends FieldCodec {
    private final Class<?> type;
    private final Schema.Adapter adapter;
    private final FieldCodec written;

    AdaptedCodec(Class<?> type, Schema.Adapter adapter, FieldCodec written) {
        this.type = type;
        this.adapter = adapter;
        this.written = written.asElement();
    }

    @Override
    int wireType() {
        return written.wireType();
    }

    @Override
    void write(TagWriter out, int field, Object value) throws IOException {
        written.write(out, field, adapter.write().apply(value));
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        Object raw = written.finish(written.read(in, null));
        try {
            return adapter.read().apply(raw);
        } catch (RuntimeException e) {
            throw new WireFormatException("what was read is no " + type.getName(), e);
        }
    }
}
