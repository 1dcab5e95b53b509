// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.server;

import java.io.IOException;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.dmr.ModelNode;

/** Operations on the management model. */
public final class Management {
    private Management() {}

    /** {@return an operation at an address like {@code /subsystem=sip}} */
    public static ModelNode operation(String address, String name) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        for (String part : address.substring(1).split("/", -1)) {
            String[] pair = part.split("=", 2);
            operation.get("address").add(pair[0], pair[1]);
        }
        return operation;
    }

    /** {@return an operation that writes an attribute} */
    public static ModelNode write(String address, String attribute, String value) {
        ModelNode write = operation(address, "write-attribute");
        write.get("name").set(attribute);
        write.get("value").set(value);
        return write;
    }

    /** {@return an operation that undefines an attribute} */
    public static ModelNode undefine(String address, String attribute) {
        ModelNode undefine = operation(address, "undefine-attribute");
        undefine.get("name").set(attribute);
        return undefine;
    }

    /** {@return the value of an attribute} */
    public static ModelNode read(ManagementClient client, String address, String attribute) throws IOException {
        ModelNode read = operation(address, "read-attribute");
        read.get("name").set(attribute);
        return result(client, read);
    }

    /** Runs it; a failure fails the test. */
    public static void run(ManagementClient client, ModelNode operation) throws IOException {
        result(client, operation);
    }

    private static ModelNode result(ManagementClient client, ModelNode operation) throws IOException {
        ModelNode result = client.getControllerClient().execute(operation);
        if (!result.get("outcome").asString().equals("success")) {
            throw new IllegalStateException(operation + " failed: " + result);
        }
        return result.get("result");
    }
}
