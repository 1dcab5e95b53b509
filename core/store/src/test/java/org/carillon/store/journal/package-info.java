/** Tests of the outbox of one node. They cut, damage and refuse. The database is a fake that can be away, or H2. */
@NullMarked
package org.carillon.store.journal;

import org.jspecify.annotations.NullMarked;
