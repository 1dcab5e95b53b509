/**
 * How prompts that are still being made ready reach a media server: the play or the collection begins with what is there, the
 * rest is appended in order. It knows neither MGCP nor threads; the driver carries its wishes out.
 */
@NullMarked
package org.carillon.media.mgcp.prompts;

import org.jspecify.annotations.NullMarked;
