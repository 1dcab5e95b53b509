// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.descriptors.WireType;
import org.jspecify.annotations.Nullable;

/** Writes and reads the values of one component type. A value may take several fields of the same number (lists). */
abstract class FieldCodec {
    /** The wire type of each of its fields. */
    abstract int wireType();

    /** Writes the value, even when it is empty. */
    abstract void write(TagWriter out, int field, Object value) throws IOException;

    /**
     * Reads one field, whose tag has been read.
     *
     * @param soFar what came of the fields before with the same number, null for the first
     */
    abstract Object read(TagReader in, @Nullable Object soFar) throws IOException;

    /** The value when all its fields have been read. */
    Object finish(Object read) {
        return read;
    }

    /** Whether the value is not written because its absence says the same. */
    boolean isEmpty(Object value) {
        return false;
    }

    /** What absence stands for; null when a value of this type cannot be absent. */
    @Nullable
    Object empty() {
        return null;
    }

    /** Whether one value is one field, so that it can be an element of a list as it is. */
    boolean isSingleField() {
        return true;
    }

    /** A codec for elements and optional values: of one field, and never mistaken for absence. */
    FieldCodec asElement() {
        return isSingleField() ? this : new BoxCodec(this);
    }

    /** A value in a message of its own, as field 1. */
    private static final class BoxCodec extends FieldCodec {
        private final FieldCodec content;

        BoxCodec(FieldCodec content) {
            this.content = content;
        }

        @Override
        int wireType() {
            return WireType.WIRETYPE_LENGTH_DELIMITED;
        }

        @Override
        void write(TagWriter out, int field, Object value) throws IOException {
            try (TagWriter nested = out.subWriter(field, true)) {
                if (!content.isEmpty(value)) {
                    content.write(nested, 1, value);
                }
            }
        }

        @Override
        Object read(TagReader in, @Nullable Object soFar) throws IOException {
            int limit = in.pushLimit(in.readUInt32());
            Object value = null;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == WireType.makeTag(1, content.wireType())) {
                    value = content.read(in, value);
                } else {
                    in.skipField(tag);
                }
            }
            in.popLimit(limit);
            Object result = value == null ? content.empty() : content.finish(value);
            if (result == null) {
                throw new WireFormatException("a boxed value has no content");
            }
            return result;
        }
    }
}
