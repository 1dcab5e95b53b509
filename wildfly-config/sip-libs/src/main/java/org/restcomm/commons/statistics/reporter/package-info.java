/**
 * The name under which the SIP container looks for its statistics reporter.
 * The original artifact posts usage figures to its maker's server; it is not part of this build.
 * What stands here instead keeps the counters and opens no connection.
 */
@NullMarked
package org.restcomm.commons.statistics.reporter;

import org.jspecify.annotations.NullMarked;
