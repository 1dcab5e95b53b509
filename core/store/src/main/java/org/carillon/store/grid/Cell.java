// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.records.CallRecord;
import org.carillon.wire.RecordCodec;

/**
 * The bytes of a cache entry: in front what must be read without decoding the rest. Of a session that is its owner's epoch
 * (8 bytes), of a call its account's SID (34 bytes).
 */
final class Cell {
    private static final int EPOCH_BYTES = Long.BYTES;
    private static final int SID_BYTES = 34;

    private Cell() {}

    static byte[] of(Session session, RecordCodec codec) {
        byte[] content = codec.encode(session);
        return ByteBuffer.allocate(EPOCH_BYTES + content.length)
                .putLong(session.owner().epoch())
                .put(content)
                .array();
    }

    /** What stays for a while when a session is over: whoever owned it before still cannot bring it back. */
    static byte[] over(long epoch) {
        return ByteBuffer.allocate(EPOCH_BYTES).putLong(epoch).array();
    }

    static long epoch(byte[] cell) {
        return ByteBuffer.wrap(cell).getLong();
    }

    static boolean isOver(byte[] cell) {
        return cell.length == EPOCH_BYTES;
    }

    static Session session(byte[] cell, RecordCodec codec) {
        return codec.decode(cell, EPOCH_BYTES, cell.length - EPOCH_BYTES, Session.class);
    }

    static byte[] of(CallRecord call, RecordCodec codec) {
        byte[] content = codec.encode(call);
        return ByteBuffer.allocate(SID_BYTES + content.length)
                .put(account(call.account()))
                .put(content)
                .array();
    }

    static byte[] account(AccountSid account) {
        return account.value().getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the call is of this account, see {@link #account}. */
    static boolean belongsTo(byte[] account, byte[] cell) {
        return Arrays.equals(account, 0, SID_BYTES, cell, 0, SID_BYTES);
    }

    static CallRecord call(byte[] cell, RecordCodec codec) {
        return codec.decode(cell, SID_BYTES, cell.length - SID_BYTES, CallRecord.class);
    }
}
