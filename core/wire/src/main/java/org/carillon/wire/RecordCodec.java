// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import org.infinispan.protostream.ImmutableSerializationContext;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.RandomAccessOutputStream;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.impl.RandomAccessOutputStreamImpl;
import org.infinispan.protostream.impl.TagReaderImpl;
import org.infinispan.protostream.impl.TagWriterImpl;

/**
 * Turns values of the registered types into bytes and back. In front stands the version of the format, then the type
 * number, then the components that are not empty. Every type is resolved when the codec is made: a type without a number
 * is found at the start, not in a call. Safe for many threads.
 */
public final class RecordCodec {
    /** The only version of the format so far. */
    private static final int FORMAT = 1;

    private static final int FIRST_CAPACITY = 1024;

    private final ImmutableSerializationContext context = ProtobufUtil.newSerializationContext();
    private final VariantCodec root;

    /** @throws IllegalArgumentException when a type that occurs in a registered one has no number itself; it names all */
    public RecordCodec(Schema schema) {
        this.root = new CodecResolver(schema).root();
    }

    /** @throws WireFormatException when the value, or something in it, is of a type without a number, or null */
    public byte[] encode(Object value) {
        RandomAccessOutputStream buffer = new RandomAccessOutputStreamImpl(FIRST_CAPACITY);
        TagWriter out = TagWriterImpl.newInstance(context, buffer);
        try {
            out.writeVarint32(FORMAT);
            root.writeContent(out, value);
            out.flush();
        } catch (IOException e) {
            throw new WireFormatException("cannot write a " + value.getClass().getName(), e);
        }
        return buffer.toByteArray();
    }

    /** @throws WireFormatException when the bytes are not a whole value of this type */
    public <T> T decode(byte[] bytes, Class<T> type) {
        return decode(bytes, 0, bytes.length, type);
    }

    /**
     * Reads a part of an array.
     *
     * @throws WireFormatException when the bytes are not a whole value of this type
     */
    public <T> T decode(byte[] bytes, int offset, int length, Class<T> type) {
        Object value;
        try {
            value = read(bytes, offset, length);
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new WireFormatException(
                    "truncated or damaged: " + length + " bytes that should be a " + type.getName(), e);
        }
        if (!type.isInstance(value)) {
            throw new WireFormatException("expected a " + type.getName() + ", found a "
                    + value.getClass().getName());
        }
        return type.cast(value);
    }

    private Object read(byte[] bytes, int offset, int length) throws IOException {
        // Only one byte as long as there are fewer than 128 versions.
        int format = length == 0 ? 0 : bytes[offset];
        if (format != FORMAT) {
            throw new WireFormatException("format " + format + " is not known here, only " + FORMAT);
        }
        TagReader in = TagReaderImpl.newInstance(context, bytes, offset + 1, length - 1);
        return root.readContent(in);
    }
}
