// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.application;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jboss.as.server.deployment.SetupAction;
import org.jspecify.annotations.Nullable;

/**
 * What a thread needs while it runs code of an application: class loader, naming context, concurrency context, CDI's
 * request scope.
 *
 * <p>Lanes, timers and other threads of the stack belong to no application, so every callback enters first and leaves
 * at the end. Entering again on the same thread, as when a callback makes the container tell a listener, is cheap and
 * keeps the request scope of the outer callback.
 */
public final class ThreadScope {
    private final ClassLoader loader;
    private final List<SetupAction> actions;
    private final ThreadLocal<Deque<Runnable>> entered = ThreadLocal.withInitial(ArrayDeque::new);
    private volatile @Nullable RequestScope requestScope;

    /**
     * @param loader the application's class loader
     * @param actions what the server does around each web request, in the order of setting up
     */
    public ThreadScope(ClassLoader loader, List<SetupAction> actions) {
        this.loader = loader;
        this.actions = List.copyOf(actions);
    }

    void use(@Nullable RequestScope scope) {
        requestScope = scope;
    }

    /** Makes the current thread one of the application's. */
    public void enter() {
        var stack = entered.get();
        if (!stack.isEmpty()) {
            stack.push(() -> {});
            Thread.currentThread().setContextClassLoader(loader);
            return;
        }
        var previous = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        var done = new ArrayDeque<SetupAction>();
        try {
            for (var action : actions) {
                action.setup(Map.of());
                done.push(action);
            }
            var scope = requestScope;
            var leaveScope = scope == null ? (Runnable) () -> {} : scope.enter();
            stack.push(() -> {
                leaveScope.run();
                done.forEach(action -> action.teardown(Map.of()));
            });
        } catch (RuntimeException e) {
            done.forEach(action -> action.teardown(Map.of()));
            Thread.currentThread().setContextClassLoader(previous);
            throw e;
        }
    }

    /** Undoes the last {@link #enter} of this thread and puts {@code previous} back as its class loader. */
    public void leave(@Nullable ClassLoader previous) {
        var stack = entered.get();
        var undo = stack.poll();
        try {
            if (undo != null) {
                undo.run();
            }
        } finally {
            if (stack.isEmpty()) {
                entered.remove();
            }
            Thread.currentThread().setContextClassLoader(previous);
        }
    }

    /** Runs something as the application. */
    public void run(Runnable task) {
        var previous = Thread.currentThread().getContextClassLoader();
        enter();
        try {
            task.run();
        } finally {
            leave(previous);
        }
    }
}
