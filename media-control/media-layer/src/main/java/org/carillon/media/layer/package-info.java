/**
 * Makes prompts ready for the media servers: speaks texts with flite and espeak-ng, fetches tenants' audio, converts it, and
 * keeps both by content in a folder. The programs run as processes of their own, bounded in number and in time. Nothing here
 * blocks a caller.
 */
@NullMarked
package org.carillon.media.layer;

import org.jspecify.annotations.NullMarked;
