// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.FilterInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.core.Application;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.carillon.api.ApiSettings;
import org.carillon.api.access.AccessFilter;
import org.carillon.api.access.Gate;
import org.carillon.api.accounts.AccountsResource;
import org.carillon.api.answers.AnswerFilter;
import org.carillon.api.calls.CallsResource;
import org.carillon.api.calls.Idempotency;
import org.carillon.api.notifications.NotificationsResource;
import org.carillon.api.numbers.NumbersResource;
import org.carillon.api.recordings.AudioResource;
import org.carillon.api.recordings.RecordingsResource;
import org.carillon.api.web.AddressFilter;
import org.carillon.api.web.ErrorMapper;
import org.carillon.api.web.ErrorServlet;
import org.carillon.api.web.ParametersReader;
import org.carillon.api.web.RequestIdFilter;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.directory.BlockingWork;
import org.carillon.engine.directory.Directory;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.xnio.Options;

/** The real resources, filters and error pages on an HTTP port, as web.xml and the server's configuration set them up. */
public final class ApiServer implements AutoCloseable {
    /** What the resources work on. */
    public final InMemoryAccounts accounts = new InMemoryAccounts();

    /** What the resources work on. */
    public final InMemoryNumbers numbers = new InMemoryNumbers();

    /** What the resources work on. */
    public final InMemoryCalls calls = new InMemoryCalls();

    /** What the resources work on. */
    public final InMemoryRecordings recordings = new InMemoryRecordings();

    /** What the resources work on. */
    public final InMemoryNotifications notifications = new InMemoryNotifications();

    /** What the resources work on. */
    public final FolderVault vault;

    private static final int WORKERS = 8;

    private final BlockingWork threads = new BlockingWork();
    private final Clock clock = Clock.systemUTC();
    private final Undertow http;

    /** Starts it on a free port with two tenants: {@link Samples#ALICE} and {@link Samples#BOB}. */
    public ApiServer(Path folder, boolean publicMedia) throws ServletException {
        vault = new FolderVault(folder);
        accounts.add(Samples.account(Samples.ALICE, Samples.ALICES_TOKEN, Account.Status.ACTIVE));
        accounts.add(Samples.account(Samples.BOB, Samples.BOBS_TOKEN, Account.Status.ACTIVE));
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment(parts(publicMedia)));
        manager.deploy();
        http = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 0L)
                .setServerOption(UndertowOptions.MAX_HEADERS, 20_000)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, 20_000)
                .setSocketOption(Options.SEND_BUFFER, 64 * 1024)
                .setWorkerThreads(WORKERS)
                .setHandler(manager.start())
                .build();
        http.start();
    }

    private Set<Object> parts(boolean publicMedia) {
        ApiSettings settings = new ApiSettings("http://api.example", publicMedia);
        Directory directory = new Directory(accounts, numbers, threads, clock);
        Gate gate = new Gate(directory);
        Set<Object> parts = new LinkedHashSet<>();
        parts.add(new AccessFilter(gate));
        parts.add(new ErrorMapper());
        parts.add(new ParametersReader());
        parts.add(new AccountsResource(accounts, directory, clock));
        parts.add(new NumbersResource(numbers, directory, clock));
        parts.add(new CallsResource(calls, new Idempotency(clock), threads));
        parts.add(new RecordingsResource(recordings, vault, calls, settings));
        parts.add(new AudioResource(recordings, vault, gate, settings));
        parts.add(new NotificationsResource(notifications, calls));
        return parts;
    }

    private static DeploymentInfo deployment(Set<Object> parts) {
        ResteasyDeployment resteasy = new ResteasyDeploymentImpl();
        resteasy.setApplication(new Application() {
            @Override
            @SuppressWarnings("deprecation")
            public Set<Object> getSingletons() {
                return parts;
            }
        });
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(ApiServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("api")
                .addServletContextAttribute(ResteasyDeployment.class.getName(), resteasy)
                .addServlet(Servlets.servlet("api", HttpServlet30Dispatcher.class)
                        .setAsyncSupported(true)
                        .setLoadOnStartup(1)
                        .addMapping("/*"))
                .addServlet(Servlets.servlet("errors", ErrorServlet.class)
                        .setAsyncSupported(true)
                        .addMapping("/-/error"))
                .addErrorPage(new ErrorPage("/-/error"));
        for (Class<? extends Filter> filter : List.of(RequestIdFilter.class, AnswerFilter.class, AddressFilter.class)) {
            deployment
                    .addFilter(new FilterInfo(filter.getName(), filter).setAsyncSupported(true))
                    .addFilterUrlMapping(filter.getName(), "/*", DispatcherType.REQUEST);
        }
        return deployment;
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) http.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The beginning of a request; empty credentials send none. */
    public HttpRequest.Builder request(String path, String credentials) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        return credentials.isEmpty() ? request : request.header("Authorization", basic(credentials));
    }

    /** The value of Authorization for {@code user:password}. */
    public static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.stop();
    }
}
