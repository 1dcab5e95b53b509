// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.security;

import static org.carillon.conformance.server.Management.operation;
import static org.carillon.conformance.server.Management.run;
import static org.carillon.conformance.server.Management.undefine;
import static org.carillon.conformance.server.Management.write;

import java.io.IOException;
import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.dmr.ModelNode;

/** Users of the server: alice may call, bob may do nothing special. Their security domain is the container's. */
public final class PhonesSetup implements ServerSetupTask {
    private static final String REALM = "/subsystem=elytron/filesystem-realm=phones";
    private static final String DOMAIN = "/subsystem=elytron/security-domain=phones";

    @Override
    public void setup(ManagementClient client, String container) throws Exception {
        ModelNode realm = operation(REALM, "add");
        realm.get("path").set("phones");
        realm.get("relative-to").set("jboss.server.data.dir");
        run(client, realm);
        user(client, "alice", "wonderland", "caller");
        user(client, "bob", "builder", "guest");
        ModelNode domain = operation(DOMAIN, "add");
        domain.get("default-realm").set("phones");
        domain.get("permission-mapper").set("default-permission-mapper");
        ModelNode entry = new ModelNode();
        entry.get("realm").set("phones");
        entry.get("role-decoder").set("groups-to-roles");
        domain.get("realms").add(entry);
        run(client, domain);
        run(client, write("/subsystem=sip", "security-domain", "phones"));
    }

    private static void user(ManagementClient client, String name, String password, String role) throws IOException {
        ModelNode add = operation(REALM, "add-identity");
        add.get("identity").set(name);
        run(client, add);
        ModelNode secret = operation(REALM, "set-password");
        secret.get("identity").set(name);
        secret.get("clear", "password").set(password);
        run(client, secret);
        ModelNode groups = operation(REALM, "add-identity-attribute");
        groups.get("identity").set(name);
        groups.get("name").set("groups");
        groups.get("value").add(role);
        run(client, groups);
    }

    @Override
    public void tearDown(ManagementClient client, String container) throws Exception {
        run(client, undefine("/subsystem=sip", "security-domain"));
        run(client, operation(DOMAIN, "remove"));
        run(client, operation(REALM, "remove"));
    }
}
