// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.infinispan.protostream.TagReader;
import org.infinispan.protostream.TagWriter;
import org.infinispan.protostream.descriptors.WireType;
import org.jspecify.annotations.Nullable;

/** Instants and durations: a message of seconds (field 1) and nanoseconds (field 2). Absence is the epoch, or zero. */
final class TimeCodec<T> extends FieldCodec {
    static final FieldCodec INSTANT = new TimeCodec<>(
            Instant.class, Instant.EPOCH, Instant::getEpochSecond, Instant::getNano, Instant::ofEpochSecond);
    static final FieldCodec DURATION = new TimeCodec<>(
            Duration.class, Duration.ZERO, Duration::getSeconds, Duration::getNano, Duration::ofSeconds);

    private static final int SECONDS = WireType.makeTag(1, WireType.WIRETYPE_VARINT);
    private static final int NANOS = WireType.makeTag(2, WireType.WIRETYPE_VARINT);

    private interface Of {
        Object of(long seconds, long nanos);
    }

    private final Class<T> type;
    private final Object empty;
    private final ToLongFunction<T> seconds;
    private final ToIntFunction<T> nanos;
    private final Of of;

    private TimeCodec(Class<T> type, Object empty, ToLongFunction<T> seconds, ToIntFunction<T> nanos, Of of) {
        this.type = type;
        this.empty = empty;
        this.seconds = seconds;
        this.nanos = nanos;
        this.of = of;
    }

    @Override
    int wireType() {
        return WireType.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    void write(TagWriter out, int field, Object value) throws IOException {
        T time = type.cast(value);
        try (TagWriter nested = out.subWriter(field, true)) {
            nested.writeSInt64(1, seconds.applyAsLong(time));
            int fraction = nanos.applyAsInt(time);
            if (fraction != 0) {
                nested.writeUInt32(2, fraction);
            }
        }
    }

    @Override
    Object read(TagReader in, @Nullable Object soFar) throws IOException {
        int limit = in.pushLimit(in.readUInt32());
        long readSeconds = 0;
        int readNanos = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == SECONDS) {
                readSeconds = in.readSInt64();
            } else if (tag == NANOS) {
                readNanos = in.readUInt32();
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(limit);
        try {
            return of.of(readSeconds, readNanos);
        } catch (DateTimeException | ArithmeticException e) {
            throw new WireFormatException("a time of " + readSeconds + " s is out of range", e);
        }
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
