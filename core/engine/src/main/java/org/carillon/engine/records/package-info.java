/** What outlives a call: call records, notifications and recordings' metadata, as entries of an outbox that a drainer writes to the database once and only once. The key of an entry is (session, kind, number). */
@NullMarked
package org.carillon.engine.records;

import org.jspecify.annotations.NullMarked;
