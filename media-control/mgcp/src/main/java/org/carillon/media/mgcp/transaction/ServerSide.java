// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.transaction;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.carillon.media.mgcp.codec.AckRange;
import org.carillon.media.mgcp.codec.MgcpCommand;
import org.carillon.media.mgcp.codec.MgcpResponse;
import org.carillon.media.mgcp.codec.MgcpSyntaxException;
import org.carillon.media.mgcp.codec.MgcpWriter;
import org.carillon.media.mgcp.codec.ReturnCode;
import org.jspecify.annotations.Nullable;

/** Answers commands, each at most once. Owned by the socket's thread. */
final class ServerSide {
    private static final Logger LOG = System.getLogger(ServerSide.class.getName());

    final LongAdder received = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    private final TransactionHistory history;
    private final DatagramLoop loop;
    private final CommandHandler handler;

    ServerSide(TransactionSettings settings, DatagramLoop loop, CommandHandler handler) {
        this.history = new TransactionHistory(settings);
        this.loop = loop;
        this.handler = handler;
    }

    void acknowledged(InetSocketAddress from, MgcpResponse ack) {
        if (ack.transaction() > 0) {
            var range = new AckRange(ack.transaction(), ack.transaction());
            history.acknowledged(from, List.of(range));
        }
    }

    /** @param lineEnd the one that the command came with; its answer gets the same */
    void received(InetSocketAddress from, MgcpCommand command, MgcpWriter.LineEnd lineEnd) {
        readAcknowledgements(from, command);
        TransactionHistory.Admission admission = history.admit(from, command.transaction(), System.nanoTime());
        if (admission instanceof TransactionHistory.Admission.First) {
            carryOut(from, command, lineEnd);
            return;
        }
        duplicates.increment();
        if (admission instanceof TransactionHistory.Admission.Repeat repeat) {
            loop.send(from, repeat.answer());
        }
    }

    /** Answers a command that could not be read; garbage without a transaction gets no answer, else two peers could loop. */
    void refuse(InetSocketAddress from, MgcpSyntaxException fault, MgcpWriter.LineEnd lineEnd) {
        if (fault.transaction().isPresent()) {
            var answer = MgcpResponse.of(fault.code(), fault.transaction().getAsInt(), comment(fault));
            loop.send(from, ByteBuffer.wrap(new MgcpWriter(lineEnd).write(answer)));
        }
    }

    private void readAcknowledgements(InetSocketAddress from, MgcpCommand command) {
        try {
            history.acknowledged(from, command.parameters().responseAcks());
        } catch (MgcpSyntaxException e) {
            LOG.log(Level.DEBUG, () -> "response acknowledgement of " + from + " not understood");
        }
    }

    private void carryOut(InetSocketAddress from, MgcpCommand command, MgcpWriter.LineEnd lineEnd) {
        received.increment();
        CompletionStage<MgcpResponse> answer;
        try {
            answer = handler.handle(from, command);
        } catch (RuntimeException e) {
            failed(from, command, lineEnd, e);
            return;
        }
        answer.whenComplete((response, failure) -> {
            boolean taken = loop.execute(() -> {
                if (failure == null) {
                    answer(from, command, response, lineEnd);
                } else {
                    failed(from, command, lineEnd, failure);
                }
            });
            if (!taken) {
                LOG.log(Level.WARNING, "CARMGCP0003: too busy to answer an MGCP command; its sender repeats it");
            }
        });
    }

    private void answer(
            InetSocketAddress from, MgcpCommand command, MgcpResponse response, MgcpWriter.LineEnd lineEnd) {
        byte[] datagram;
        try {
            datagram = new MgcpWriter(lineEnd).write(response);
        } catch (IllegalArgumentException e) {
            failed(from, command, lineEnd, new MgcpSyntaxException(ReturnCode.TRANSIENT_ERROR, "answer too large"));
            return;
        }
        history.answered(from, command.transaction(), datagram);
        loop.send(from, ByteBuffer.wrap(datagram));
    }

    private void failed(
            InetSocketAddress from, MgcpCommand command, MgcpWriter.LineEnd lineEnd, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof MgcpSyntaxException fault) {
            answer(from, command, MgcpResponse.of(fault.code(), command.transaction(), comment(fault)), lineEnd);
            return;
        }
        LOG.log(
                Level.WARNING,
                "CARMGCP0004: " + command.verb() + " of " + from + " failed; its repeat is tried anew",
                cause);
        history.forget(from, command.transaction());
    }

    private static String comment(MgcpSyntaxException fault) {
        String text = String.valueOf(fault.getMessage());
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() > 100 ? printable.substring(0, 100) : printable;
    }
}
