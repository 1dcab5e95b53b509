/**
 * The resource Account: fetched, renamed, listed. An account sees only itself. Subaccounts are not offered yet.
 */
@NullMarked
package org.carillon.api.accounts;

import org.jspecify.annotations.NullMarked;
