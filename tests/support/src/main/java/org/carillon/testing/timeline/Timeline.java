// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.carillon.testing.timeline.TimelineEvent.Arrow;
import org.carillon.testing.timeline.TimelineEvent.Kind;

/**
 * A bounded list of what happened, shared by as many phones and web servers as wanted. Safe for all threads. Holds
 * {@value #MAX_EVENTS} events; later ones are only counted.
 */
public final class Timeline {
    static final int MAX_EVENTS = 50_000;

    private final List<TimelineEvent> events = new ArrayList<>();
    private long dropped;

    /** Writes an event down. */
    public synchronized void add(TimelineEvent event) {
        if (events.size() >= MAX_EVENTS) {
            dropped++;
            return;
        }
        events.add(event);
    }

    /** Writes a remark down, with the present time. */
    public void note(String party, String call, Kind kind, String text) {
        add(new TimelineEvent(Instant.now(), kind, party, Arrow.HERE, call, text, ""));
    }

    /** All events in order of time. */
    public synchronized List<TimelineEvent> events() {
        return events.stream().sorted(Comparator.comparing(TimelineEvent::at)).toList();
    }

    /** Those for which the test holds, in order of time. */
    public List<TimelineEvent> events(Predicate<TimelineEvent> wanted) {
        return events().stream().filter(wanted).toList();
    }

    /** How many events did not fit. */
    public synchronized long dropped() {
        return dropped;
    }

    /** The first event of a party whose line starts with this text. */
    public Optional<TimelineEvent> first(String party, Arrow arrow, String textStart) {
        return events(e -> e.party().equals(party)
                        && e.arrow() == arrow
                        && e.text().startsWith(textStart))
                .stream()
                .findFirst();
    }

    /**
     * The time between two events.
     *
     * @throws NoSuchElementException if one of them did not happen
     */
    public Duration between(Predicate<TimelineEvent> from, Predicate<TimelineEvent> to) {
        return Duration.between(firstTime(from, "from"), firstTime(to, "to"));
    }

    private Instant firstTime(Predicate<TimelineEvent> wanted, String end) {
        return events(wanted).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no event for '" + end + "' in:\n" + text()))
                .at();
    }

    /** One line an event, for messages. */
    public String text() {
        return text(events());
    }

    /** One line an event, times relative to the first. */
    public static String text(List<TimelineEvent> events) {
        var text = new StringBuilder();
        for (TimelineEvent event : events) {
            String sign = switch (event.arrow()) {
                case OUT -> "->";
                case IN -> "<-";
                case HERE -> " *";
            };
            long ms = Duration.between(events.get(0).at(), event.at()).toMillis();
            text.append("%8d ms  %-8s %s %s%n".formatted(ms, event.party(), sign, event.text()));
        }
        return text.toString();
    }
}
