// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.answers;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request that may be answered later, by another thread: completing it begins to write the answer that is held. */
final class HeldRequest extends HttpServletRequestWrapper {
    private final HeldAnswer answer;
    private volatile @Nullable AsyncContext held;

    HeldRequest(HttpServletRequest request, HeldAnswer answer) {
        super(request);
        this.answer = answer;
    }

    @Override
    public AsyncContext startAsync() {
        AsyncContext context = new Held(super.startAsync(), answer);
        held = context;
        return context;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }

    @Override
    public AsyncContext getAsyncContext() {
        AsyncContext context = held;
        return context == null ? super.getAsyncContext() : context;
    }

    private record Held(AsyncContext context, HeldAnswer answer) implements AsyncContext {
        @Override
        public void complete() {
            answer.write(context);
        }

        @Override
        public ServletRequest getRequest() {
            return context.getRequest();
        }

        @Override
        public ServletResponse getResponse() {
            return answer;
        }

        @Override
        public boolean hasOriginalRequestAndResponse() {
            return false;
        }

        @Override
        public void dispatch() {
            throw new UnsupportedOperationException("an answer that is held cannot be made elsewhere");
        }

        @Override
        public void dispatch(String path) {
            dispatch();
        }

        @Override
        public void dispatch(ServletContext servlets, String path) {
            dispatch();
        }

        @Override
        public void start(Runnable work) {
            context.start(work);
        }

        @Override
        public void addListener(AsyncListener listener) {
            context.addListener(listener);
        }

        @Override
        public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
            context.addListener(listener, request, response);
        }

        @Override
        public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
            return context.createListener(type);
        }

        @Override
        public void setTimeout(long milliseconds) {
            context.setTimeout(milliseconds);
        }

        @Override
        public long getTimeout() {
            return context.getTimeout();
        }
    }
}
