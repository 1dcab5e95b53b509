// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import java.util.Map;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.descriptors.WireType;
import org.jspecify.annotations.Nullable;

/** Codecs of numbers, texts and bytes. */
final class ScalarCodecs {
    private static final byte[] NO_BYTES = new byte[0];

    private static final FieldCodec BOOLEAN = new Scalar(
            WireType.WIRETYPE_VARINT,
            false,
            (out, field, value) -> out.writeBool(field, (Boolean) value),
            TagReader::readBool);
    private static final FieldCodec INT = new Scalar(
            WireType.WIRETYPE_VARINT,
            0,
            (out, field, value) -> out.writeSInt32(field, (Integer) value),
            TagReader::readSInt32);
    private static final FieldCodec SHORT = new Scalar(
            WireType.WIRETYPE_VARINT, (short) 0, (out, field, value) -> out.writeSInt32(field, (Short) value), in ->
                    (short) in.readSInt32());
    private static final FieldCodec BYTE = new Scalar(
            WireType.WIRETYPE_VARINT, (byte) 0, (out, field, value) -> out.writeSInt32(field, (Byte) value), in ->
                    (byte) in.readSInt32());
    private static final FieldCodec CHAR = new Scalar(
            WireType.WIRETYPE_VARINT, (char) 0, (out, field, value) -> out.writeUInt32(field, (Character) value), in ->
                    (char) in.readUInt32());
    private static final FieldCodec LONG = new Scalar(
            WireType.WIRETYPE_VARINT,
            0L,
            (out, field, value) -> out.writeSInt64(field, (Long) value),
            TagReader::readSInt64);
    private static final FieldCodec DOUBLE = new Scalar(
            WireType.WIRETYPE_FIXED64,
            0.0d,
            (out, field, value) -> out.writeDouble(field, (Double) value),
            TagReader::readDouble);
    private static final FieldCodec FLOAT = new Scalar(
            WireType.WIRETYPE_FIXED32,
            0.0f,
            (out, field, value) -> out.writeFloat(field, (Float) value),
            TagReader::readFloat);
    private static final FieldCodec STRING = new Scalar(
            WireType.WIRETYPE_LENGTH_DELIMITED,
            "",
            (out, field, value) -> out.writeString(field, (String) value),
            TagReader::readString);
    private static final FieldCodec BYTES = new BytesCodec();

    /** By the class of the component. */
    static final Map<Class<?>, FieldCodec> ALL = Map.ofEntries(
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(short.class, SHORT),
            Map.entry(Short.class, SHORT),
            Map.entry(byte.class, BYTE),
            Map.entry(Byte.class, BYTE),
            Map.entry(char.class, CHAR),
            Map.entry(Character.class, CHAR),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(float.class, FLOAT),
            Map.entry(Float.class, FLOAT),
            Map.entry(String.class, STRING),
            Map.entry(byte[].class, BYTES));

    private ScalarCodecs() {}

    private interface Write {
        void write(TagWriter out, int field, Object value) throws IOException;
    }

    private interface Read {
        Object read(TagReader in) throws IOException;
    }

    private static final class Scalar extends FieldCodec {
        private final int wireType;
        private final Object empty;
        private final Write write;
        private final Read read;

        Scalar(int wireType, Object empty, Write write, Read read) {
            this.wireType = wireType;
            this.empty = empty;
            this.write = write;
            this.read = read;
        }

        @Override
        int wireType() {
            return wireType;
        }

        @Override
        void write(TagWriter out, int field, Object value) throws IOException {
            write.write(out, field, value);
        }

        @Override
        Object read(TagReader in, @Nullable Object soFar) throws IOException {
            return read.read(in);
        }

        @Override
        boolean isEmpty(Object value) {
            return empty.equals(value);
        }

        @Override
        Object empty() {
            return empty;
        }
    }

    private static final class BytesCodec extends FieldCodec {
        @Override
        int wireType() {
            return WireType.WIRETYPE_LENGTH_DELIMITED;
        }

        @Override
        void write(TagWriter out, int field, Object value) throws IOException {
            out.writeBytes(field, (byte[]) value);
        }

        @Override
        Object read(TagReader in, @Nullable Object soFar) throws IOException {
            return in.readByteArray();
        }

        @Override
        boolean isEmpty(Object value) {
            return ((byte[]) value).length == 0;
        }

        @Override
        Object empty() {
            return NO_BYTES;
        }
    }
}
