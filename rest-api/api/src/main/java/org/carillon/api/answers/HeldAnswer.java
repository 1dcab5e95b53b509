// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.answers;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carillon.api.web.ErrorBody;
import org.jboss.logging.Logger;

/** An answer whose body is kept in memory, or named as a part of a file, until it is complete. */
final class HeldAnswer extends HttpServletResponseWrapper {
    private static final Logger LOG = Logger.getLogger(HeldAnswer.class);
    private static final AnswerBody NOTHING = new AnswerBody.Bytes(new byte[0]);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AnswerRoom room;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ServletOutputStream out = new Memory(bytes);
    private final PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
    private final AtomicBoolean written = new AtomicBoolean();

    HeldAnswer(HttpServletRequest request, HttpServletResponse response, AnswerRoom room) {
        super(response);
        this.request = request;
        this.response = response;
        this.room = room;
    }

    /** A stream that is always ready, for those who ask (RESTEasy does when it answers later). */
    private static final class Memory extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Memory(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] source, int from, int length) {
            bytes.write(source, from, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException e) {
                listener.onError(e);
            }
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return out;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    /** Nothing leaves before the answer is whole. */
    @Override
    public void flushBuffer() {
        writer.flush();
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        bytes.reset();
    }

    @Override
    public void reset() {
        resetBuffer();
        super.reset();
    }

    @Override
    public void sendError(int status) {
        request.removeAttribute(FilePart.ATTRIBUTE);
        resetBuffer();
        setStatus(status);
        setContentType(ErrorBody.TYPE);
        bytes.writeBytes(ErrorBody.ofStatus(status).json());
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    /** The length follows from what is held. */
    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public int getBufferSize() {
        return Integer.MAX_VALUE;
    }

    /** Begins to write it; the first call counts. */
    void write(AsyncContext context) {
        if (!written.compareAndSet(false, true)) {
            return;
        }
        writer.flush();
        boolean file = bytes.size() == 0 && request.getAttribute(FilePart.ATTRIBUTE) instanceof FilePart;
        Runnable giveBack = room.take(request.getRequestURI(), bytes.size()).orElse(null);
        if (giveBack == null) {
            setHeader("Retry-After", "1");
            sendError(429);
            giveBack = () -> {};
        }
        AnswerBody body =
                file ? (FilePart) request.getAttribute(FilePart.ATTRIBUTE) : new AnswerBody.Bytes(bytes.toByteArray());
        if (response.getStatus() != 204) {
            response.setContentLengthLong(body.length());
        }
        AnswerBody sent = request.getMethod().equals("HEAD") ? NOTHING : body;
        Executor turns = file ? context::start : Runnable::run;
        Runnable last = giveBack;
        try {
            ServletOutputStream to = response.getOutputStream();
            to.setWriteListener(new AnswerWriter(to, sent, turns, () -> {
                last.run();
                context.complete();
            }));
        } catch (IOException | RuntimeException e) {
            // The request is over already: nobody reads the answer, and its room must not stay taken.
            last.run();
            complete(context);
        }
    }

    private static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.debugf(e, "the request was over before its answer");
        }
    }
}
