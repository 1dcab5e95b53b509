// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.carillon.store.grid.Pulse;

/** In the database, by its clock. */
public final class JpaPulse implements Pulse {
    private final Database database;

    /** In this one. */
    public JpaPulse(Database database) {
        this.database = database;
    }

    /** {@inheritDoc} Rows of nodes that are gone stay for a day. */
    @Override
    public void beat(String node) {
        database.transact(manager -> {
            int found = manager.createNativeQuery("update beating_node set seen = current_timestamp where node = ?1")
                    .setParameter(1, node)
                    .executeUpdate();
            if (found == 0) {
                manager.createNativeQuery("delete from beating_node where seen < current_timestamp - interval '1' day")
                        .executeUpdate();
                manager.createNativeQuery("insert into beating_node (node, seen) values (?1, current_timestamp)")
                        .setParameter(1, node)
                        .executeUpdate();
            }
            return found;
        });
    }

    @Override
    public Set<String> beating() {
        return database.transact(manager -> {
            List<?> rows = manager.createNativeQuery(
                            "select node from beating_node where seen > current_timestamp - interval '" + FRESH_SECONDS
                                    + "' second",
                            String.class)
                    .getResultList();
            Set<String> nodes = new HashSet<>();
            rows.forEach(node -> nodes.add((String) node));
            return nodes;
        });
    }
}
