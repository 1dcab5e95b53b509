// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;

/** The management interface of a running server, as an operator uses it by CLI. */
final class Management implements AutoCloseable {
    private final RunningServer server;
    private final ModelControllerClient client;

    Management(RunningServer server) {
        this.server = server;
        try {
            client = ModelControllerClient.Factory.create("remote+http", "127.0.0.1", server.managementPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return an operation} {@code address} is written as in the CLI: subsystem=sip/connector=sip-udp */
    static ModelNode operation(String name, String address) {
        var operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").setEmptyList();
        for (var element : address.split("/", -1)) {
            if (!element.isEmpty()) {
                var separator = element.indexOf('=');
                operation.get("address").add(element.substring(0, separator), element.substring(separator + 1));
            }
        }
        return operation;
    }

    /** {@return the whole answer, whatever the outcome} */
    ModelNode answer(ModelNode operation) {
        try {
            return client.execute(operation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the result; the operation must succeed} */
    ModelNode result(ModelNode operation) {
        var answer = answer(operation);
        assertThat(answer.get("outcome").asString()).as(answer.toString()).isEqualTo("success");
        return answer.get("result");
    }

    ModelNode read(String address, String attribute) {
        var operation = operation("read-attribute", address);
        operation.get("name").set(attribute);
        return result(operation);
    }

    /** {@return a resource with its runtime attributes and all below it} */
    ModelNode readAll(String address) {
        var operation = operation("read-resource", address);
        operation.get("include-runtime").set(true);
        operation.get("recursive").set(true);
        return result(operation);
    }

    /** {@return the page of figures for Prometheus} */
    String metrics() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.managementPort() + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
