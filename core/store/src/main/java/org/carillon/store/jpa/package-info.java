/**
 * Accounts, numbers and the records of ended calls in a relational database, H2 or PostgreSQL, by Jakarta Persistence.
 * Flyway brings the schema up to date before the first entity is used; Hibernate only checks it. All methods block, so
 * they are never called on a call's lane.
 */
@NullMarked
package org.carillon.store.jpa;

import org.jspecify.annotations.NullMarked;
