// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.util.List;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.records.CallRecord;

/**
 * What came of a step.
 *
 * @param session the new value
 * @param effects to be carried out once the value is kept safe, in order
 * @param changed the calls that look different to the API now
 */
public record Outcome(Session session, List<Effect> effects, List<CallRecord> changed) {
    /** Copies the lists. */
    public Outcome {
        effects = List.copyOf(effects);
        changed = List.copyOf(changed);
    }
}
