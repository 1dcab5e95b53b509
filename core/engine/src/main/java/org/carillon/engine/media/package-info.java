/** The port to the media servers. Every command is a value with an operation id (its idempotency key); what happened comes back as a result or, later, as an event that names the operation. Nothing here knows MGCP or MSML. */
@NullMarked
package org.carillon.engine.media;

import org.jspecify.annotations.NullMarked;
