/**
 * Who is asking: HTTP Basic with an account's SID and auth token. The account in a path must be the one that asks. Other
 * tenants' things are answered exactly like things that do not exist.
 */
@NullMarked
package org.carillon.api.access;

import org.jspecify.annotations.NullMarked;
