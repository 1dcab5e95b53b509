// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.session;

import java.time.Instant;
import org.carillon.engine.ids.CallSid;

/**
 * A deadline of a session, kept in its value so that a node that takes it over arms it again.
 *
 * @param leg whose deadline it is
 * @param name what is due; setting it again under the same leg and name replaces it
 */
public record Alarm(CallSid leg, String name, Instant due) {}
