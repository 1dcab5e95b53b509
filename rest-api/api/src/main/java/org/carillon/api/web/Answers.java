// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.carillon.engine.directory.BlockingWork;

/** Answers in JSON, whatever the request's Accept header says: the address ends in {@code .json}. */
public final class Answers {
    private Answers() {}

    /** 200 with a representation. */
    public static Response ok(Object representation) {
        return json(200, representation).build();
    }

    /** 201 with a representation. */
    public static Response created(Object representation) {
        return json(201, representation).build();
    }

    /** 204 for a removal. */
    public static Response removed() {
        return Response.noContent().build();
    }

    static Response.ResponseBuilder json(int status, Object representation) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
                .entity(representation);
    }

    /**
     * The answer when the stage completes, made on another thread: the stage itself completes on a lane of the engine, which
     * has calls to serve. When those threads are all busy it is made at once rather than refused, for the work has been
     * accepted.
     */
    public static <T> CompletionStage<Response> later(
            CompletionStage<T> stage, BlockingWork threads, Function<T, Response> answer) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        stage.whenComplete((value, error) -> {
            Runnable complete = () -> {
                if (error != null) {
                    response.completeExceptionally(error);
                    return;
                }
                try {
                    response.complete(answer.apply(value));
                } catch (RuntimeException e) {
                    response.completeExceptionally(e);
                }
            };
            threads.answer(() -> {
                        complete.run();
                        return true;
                    })
                    .exceptionally(rejected -> {
                        complete.run();
                        return true;
                    });
        });
        return response;
    }
}
