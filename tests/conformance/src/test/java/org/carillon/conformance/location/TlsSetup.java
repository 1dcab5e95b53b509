// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.location;

import static org.carillon.conformance.server.Management.operation;
import static org.carillon.conformance.server.Management.run;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carillon.testing.net.LoopbackPorts;
import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.dmr.ModelNode;

/** Gives the server a TLS connector and lets it trust the certificates of the tests' servers. */
public final class TlsSetup implements ServerSetupTask {
    private static final String ELYTRON = "/subsystem=elytron/";
    private static final String BINDING = "/socket-binding-group=standard-sockets/socket-binding=sips";
    private static final String CONNECTOR = "/subsystem=sip/connector=sips";

    private static Certificate right = new Certificate(Path.of("none"));
    private static Certificate wrong = right;
    private static Certificate uris = right;
    private static Certificate spelled = right;

    /** {@return that of the domains below secure.test; its address is not in it} */
    static Certificate right() {
        return right;
    }

    /** {@return one that is trusted as well, but names another domain} */
    static Certificate wrong() {
        return wrong;
    }

    /** {@return one whose domain is in a SIP URI, beside that of a user and the DNS name of another domain} */
    static Certificate uris() {
        return uris;
    }

    /** {@return one with a wildcard, and a domain in capitals} */
    static Certificate spelled() {
        return spelled;
    }

    @Override
    public void setup(ManagementClient client, String container) throws Exception {
        certificates();
        run(client, store("own", "right.p12"));
        run(client, store("trusted", "trusted.p12"));
        ModelNode keys = operation(ELYTRON + "key-manager=own", "add");
        keys.get("key-store").set("own");
        keys.get("credential-reference", "clear-text").set(Certificate.PASSWORD);
        run(client, keys);
        run(client, with("trust-manager=trusted", "key-store", "trusted"));
        run(client, with("server-ssl-context=sips", "key-manager", "own"));
        run(client, with("client-ssl-context=sips-out", "trust-manager", "trusted"));
        ModelNode binding = operation(BINDING, "add");
        binding.get("port").set(LoopbackPorts.freeSipPort());
        binding.get("fixed-port").set(true);
        binding.get("interface").set("public");
        run(client, binding);
        ModelNode connector = operation(CONNECTOR, "add");
        connector.get("socket-binding").set("sips");
        connector.get("transport").set("tls");
        connector.get("ssl-context").set("sips");
        connector.get("client-ssl-context").set("sips-out");
        run(client, connector);
    }

    private static void certificates() throws IOException, GeneralSecurityException {
        right = Certificate.of(
                "right.p12",
                Stream.of("naptr", "srv", "refused", "spoofed", "mixed", "one", "two")
                        .map(name -> "dns:" + name + ".secure.test")
                        .collect(Collectors.joining(",")));
        wrong = Certificate.of("wrong.p12", "dns:another.test,dns:wrong.test");
        uris = Certificate.of("uris.p12", "uri:sip:uri.secure.test,uri:sip:who@user.secure.test,dns:dns.secure.test");
        spelled = Certificate.of("spelled.p12", "dns:*.wild.secure.test,dns:CASE.Secure.Test");
        Certificate.trust(right.file().resolveSibling("trusted.p12"), right, wrong, uris, spelled);
    }

    private static ModelNode store(String name, String file) {
        ModelNode add = operation(ELYTRON + "key-store=" + name, "add");
        add.get("path").set(file);
        add.get("relative-to").set("jboss.server.data.dir");
        add.get("type").set("PKCS12");
        add.get("credential-reference", "clear-text").set(Certificate.PASSWORD);
        return add;
    }

    private static ModelNode with(String resource, String attribute, String value) {
        ModelNode add = operation(ELYTRON + resource, "add");
        add.get(attribute).set(value);
        return add;
    }

    @Override
    public void tearDown(ManagementClient client, String container) throws Exception {
        run(client, operation(CONNECTOR, "remove"));
        run(client, operation(BINDING, "remove"));
        for (String resource : new String[] {
            "client-ssl-context=sips-out",
            "server-ssl-context=sips",
            "trust-manager=trusted",
            "key-manager=own",
            "key-store=trusted",
            "key-store=own"
        }) {
            run(client, operation(ELYTRON + resource, "remove"));
        }
    }
}
