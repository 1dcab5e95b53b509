/**
 * Core's media port on top of MGCP: commands of the engine become MGCP commands to a media server of the pool, its
 * notifications become events of the engine. A {@link org.carillon.media.mgcp.settings.PeerProfile} holds what differs between
 * servers; docs/mgcp-profile.md is what our own one speaks. Nothing here blocks a caller, every wait has a deadline, and what a
 * command without an answer may have left behind is deleted later.
 */
@NullMarked
package org.carillon.media.mgcp.driver;

import org.jspecify.annotations.NullMarked;
