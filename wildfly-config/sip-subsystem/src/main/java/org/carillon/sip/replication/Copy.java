// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.replication;

import org.carillon.wire.RecordCodec;
import org.carillon.wire.Schema;

/**
 * An application session as it is kept, with its owner.
 *
 * @param node name of the node that goes on with it
 * @param epoch raised by each node that takes it over, so that a node that was cut off cannot write over it
 */
record Copy(String node, long epoch, ApplicationImage image) {
    /** New types and components come at the end; a node of the version before reads what it knows. */
    static final Schema SCHEMA = Schema.builder()
            .type(1, Copy.class)
            .type(2, ApplicationImage.class)
            .type(3, SessionImage.class)
            .type(4, SessionImage.Name.class)
            .type(5, DialogImage.class)
            .type(6, TimerImage.class)
            .type(10, Value.Text.class)
            .type(11, Value.Int.class)
            .type(12, Value.Whole.class)
            .type(13, Value.Flag.class)
            .type(14, Value.Real.class)
            .type(15, Value.Moment.class)
            .type(16, Value.Bytes.class)
            .type(17, Value.Many.class)
            .type(18, Value.Named.class)
            .build();

    private static final RecordCodec CODEC = new RecordCodec(SCHEMA);

    byte[] encode() {
        return CODEC.encode(this);
    }

    /** @throws org.carillon.wire.WireFormatException when the bytes are none, or of a version that this one cannot read */
    static Copy decode(byte[] bytes) {
        return CODEC.decode(bytes, Copy.class);
    }
}
