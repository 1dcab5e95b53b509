/**
 * What a SIP application says about itself, in WEB-INF/sip.xml and in annotations.
 * Both sources become the same immutable record; sip.xml wins where both speak.
 * No class here touches the server or the stack, so all of it is tested without them.
 */
@NullMarked
package org.carillon.sip.descriptor;

import org.jspecify.annotations.NullMarked;
