// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.server.prompt;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes the body of an HTTP response to a file and gives up as soon as it is too large. */
final class BoundedFile implements HttpResponse.BodySubscriber<Path> {
    private final Path file;
    private final long limit;
    private final CompletableFuture<Path> body = new CompletableFuture<>();
    private @Nullable FileChannel channel;
    private Flow.@Nullable Subscription subscription;
    private long written;

    BoundedFile(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    @Override
    public CompletionStage<Path> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            source.request(Long.MAX_VALUE);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        FileChannel target = channel;
        if (target == null || body.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                written += buffer.remaining();
                if (written > limit) {
                    throw new IOException("larger than " + limit + " bytes");
                }
                while (buffer.hasRemaining()) {
                    target.write(buffer);
                }
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
        close();
        body.completeExceptionally(cause);
    }

    @Override
    public void onError(Throwable cause) {
        close();
        body.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        close();
        body.complete(file);
    }

    private void close() {
        FileChannel open = channel;
        channel = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            body.completeExceptionally(e);
        }
    }
}
