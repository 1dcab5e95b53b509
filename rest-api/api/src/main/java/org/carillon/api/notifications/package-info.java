/**
 * The resource Notification: what went wrong in an account's calls, listed and fetched. They are written by the engine. The
 * list leaves out the bodies; a single notification shows them.
 */
@NullMarked
package org.carillon.api.notifications;

import org.jspecify.annotations.NullMarked;
