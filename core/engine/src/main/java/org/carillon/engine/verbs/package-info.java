/**
 * One runner a verb: what the platform does when a document says so. All runners are pure, have no fields that change and
 * know nothing of one another; adding a verb is adding its record, its runner and its test.
 */
@NullMarked
package org.carillon.engine.verbs;

import org.jspecify.annotations.NullMarked;
