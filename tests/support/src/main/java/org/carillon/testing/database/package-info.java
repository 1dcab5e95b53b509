// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * A real PostgreSQL for tests, which can be stopped and started again, and a relay that stands before it when a test wants its
 * connections to hang. Nothing here speaks JDBC: whoever tests brings the driver along.
 */
@NullMarked
package org.carillon.testing.database;

import org.jspecify.annotations.NullMarked;
