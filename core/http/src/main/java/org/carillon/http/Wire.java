// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.carillon.engine.webhooks.WebhookResult.Kind;

/** The HTTP/1.1 client: a bounded pool of kept-alive connections. Redirects, retries and time limits are not its business. */
final class Wire implements AutoCloseable {
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 16 * 1024;

    /** Nets under the exchange's own limits, which are shorter: a connection that is given up must not keep its place. */
    private static final Timeout LONGEST_CONNECT = Timeout.ofSeconds(11);

    private static final Timeout LONGEST_SILENCE = Timeout.ofSeconds(16);
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded", "UTF-8");

    private final CloseableHttpAsyncClient client;
    private final ScheduledExecutorService timer;
    private final Timeout keepAlive;
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** One request. The body is a form; empty for GET. */
    record Request(String method, Target target, Map<String, String> headers, String form) {}

    /** @param name of the threads */
    Wire(String name, WebhookSettings settings, SSLContext tls, ScheduledExecutorService timer) {
        this.timer = timer;
        this.keepAlive = Timeout.of(settings.keepAlive());
        PoolingAsyncClientConnectionManager pool = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(tlsStrategy(tls))
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .setDnsResolver(new NoNames())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(LONGEST_CONNECT)
                        .setSocketTimeout(LONGEST_SILENCE)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnTotal(settings.maximumConnections())
                .setMaxConnPerRoute(settings.maximumConnectionsPerServer())
                .build();
        client = HttpAsyncClients.custom()
                .setConnectionManager(pool)
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setSelectInterval(TimeValue.ofMilliseconds(50))
                        .setTcpNoDelay(true)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxHeaderCount(MOST_HEADERS)
                        .setMaxLineLength(LONGEST_LINE)
                        .build())
                .setThreadFactory(new DefaultThreadFactory(name, true))
                .setUserAgent(settings.userAgent())
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "carillon-connected", Wire::tellConnected)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.of(settings.keepAlive()))
                .build();
        client.start();
    }

    /** Left to its default, the client accepts a trusted certificate of another host (seen in a test). */
    private static TlsStrategy tlsStrategy(SSLContext tls) {
        return ClientTlsStrategyBuilder.create()
                .setSslContext(tls)
                .setTlsVersions(TLS.V_1_2, TLS.V_1_3)
                .setHostnameVerifier(new DefaultHostnameVerifier())
                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .buildAsync();
    }

    /** Sends to the address and nowhere else. The result fails with {@link DeliveryException}, always in time. */
    CompletableFuture<Exchange.Done> send(
            Request request, InetAddress address, Times times, Exchange.SinkChoice sinks) {
        if (closed) {
            return CompletableFuture.failedFuture(shuttingDown());
        }
        Exchange exchange = new Exchange(request.target(), times, sinks, timer);
        exchange.context().setRequestConfig(config(times));
        Target target = request.target();
        HttpHost host = new HttpHost(target.scheme(), address, bare(target.host()), target.port());
        Future<Exchange.Done> running = client.execute(
                host, producer(request), exchange, null, exchange.context(), new Callback(exchange, target));
        CompletableFuture<Exchange.Done> result = exchange.watch(running);
        open.add(exchange);
        if (closed) {
            exchange.failed(shuttingDown());
        }
        return result.whenComplete((done, failure) -> open.remove(exchange));
    }

    private BasicRequestProducer producer(Request request) {
        Target target = request.target();
        HttpRequest message = new BasicHttpRequest(request.method(), target.pathAndQuery());
        message.setScheme(target.scheme());
        int written = target.authority().endsWith(":" + target.port()) ? target.port() : -1;
        message.setAuthority(new URIAuthority(bare(target.host()), written));
        request.headers().forEach(message::setHeader);
        target.credentials().ifPresent(basic -> message.setHeader("Authorization", basic));
        AsyncEntityProducer body =
                request.method().equals("POST") ? new BasicAsyncEntityProducer(request.form(), FORM) : null;
        return new BasicRequestProducer(message, body);
    }

    /**
     * The connect limit holds for the TCP connection and again for the TLS handshake, so that one which the exchange has given
     * up soon frees its place in the pool. It can be set for a single request only in this deprecated way.
     */
    @SuppressWarnings("deprecation")
    private RequestConfig config(Times times) {
        return RequestConfig.custom()
                .setConnectTimeout(Timeout.of(times.connect()))
                .setConnectionRequestTimeout(Timeout.of(times.connect()))
                .setConnectionKeepAlive(keepAlive)
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setContentCompressionEnabled(false)
                .setAuthenticationEnabled(false)
                .build();
    }

    private static DeliveryException shuttingDown() {
        return new DeliveryException(Kind.BROKEN, "The platform is shutting down.");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void tellConnected(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) {
            exchange.connected(scope.execRuntime::discardEndpoint);
        }
        chain.proceed(request, body, scope, callback);
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(exchange -> exchange.failed(shuttingDown()));
        client.close(CloseMode.IMMEDIATE);
    }

    /** Addresses are looked up and checked before: a name that comes this far is a fault of ours. */
    private static final class NoNames implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException("not checked: " + host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
