/**
 * What happens when the platform starts: the first account is made when there is none, and the demonstration number is
 * attached to it. The credentials are written to a file that only the owner can read. They never appear in a log.
 */
@NullMarked
package org.carillon.api.start;

import org.jspecify.annotations.NullMarked;
