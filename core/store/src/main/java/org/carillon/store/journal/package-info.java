/**
 * The outbox of a single node: a journal of what must reach the database, synced to disk before anybody is told that it is
 * safe, and a drainer that writes it to the database once and only once. The database may be away for as long as it likes;
 * calls do not notice.
 */
@NullMarked
package org.carillon.store.journal;

import org.jspecify.annotations.NullMarked;
