/**
 * Numbered messages for operators. Their numbers never change their meaning; docs/sip-app.md says for each what to do.
 * What only a developer wants to know is logged as free text at DEBUG.
 */
@NullMarked
package org.carillon.sip.log;

import org.jspecify.annotations.NullMarked;
