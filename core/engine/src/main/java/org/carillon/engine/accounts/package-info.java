/** Accounts: the tenants of the platform, each with its credentials and its numbers. */
@NullMarked
package org.carillon.engine.accounts;

import org.jspecify.annotations.NullMarked;
