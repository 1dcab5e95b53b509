/** Requests to the tenants' web servers: what is asked, with which time limits, and what came back. The rules (Twilio's parameters, signatures, overrides in the fragment, fallback) live here; the adapter that opens connections is core/http. */
@NullMarked
package org.carillon.engine.webhooks;

import org.jspecify.annotations.NullMarked;
