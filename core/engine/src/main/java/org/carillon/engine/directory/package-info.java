/**
 * Accounts and numbers as a call needs them: at once, and also while the database is away. A bounded memory stands before the
 * database; what is not in it is read on threads that may block, and changes made through the API on this node are seen by the
 * next call.
 */
@NullMarked
package org.carillon.engine.directory;

import org.jspecify.annotations.NullMarked;
