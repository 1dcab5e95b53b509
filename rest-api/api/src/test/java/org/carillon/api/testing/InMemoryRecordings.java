// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.paging.Page;
import org.carillon.engine.paging.PageRequest;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.recordings.RecordingFilter;
import org.carillon.engine.recordings.RecordingStore;

/** Metadata of recordings in memory. */
public final class InMemoryRecordings implements RecordingStore {
    private final Map<RecordingSid, Recording> recordings = new LinkedHashMap<>();
    /** Adds metadata. */
    public synchronized Recording add(Recording recording) {
        recordings.put(recording.sid(), recording);
        return recording;
    }

    @Override
    public synchronized Optional<Recording> find(AccountSid account, RecordingSid sid) {
        return Optional.ofNullable(recordings.get(sid)).filter(r -> r.account().equals(account));
    }

    @Override
    public synchronized Page<Recording> list(AccountSid account, RecordingFilter filter, PageRequest page) {
        List<Recording> found = recordings.values().stream()
                .filter(r -> r.account().equals(account) && filter.matches(r))
                .toList();
        return Pages.cut(found, Recording::created, r -> r.sid().value(), page);
    }

    @Override
    public synchronized boolean delete(AccountSid account, RecordingSid sid) {
        return find(account, sid)
                .map(r -> add(Samples.recording(account, sid, r.call(), Recording.Status.DELETED)))
                .isPresent();
    }
}
