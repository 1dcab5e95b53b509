// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.carillon.testing.timeline.TimelineEvent.Arrow;

/**
 * Draws a timeline as a ladder for a terminal: a column a party, the server among them, an arrow a message. All
 * messages go between a party and the server; whatever else happened stands beside the party's line.
 */
public final class Ladder {
    private static final int TIME = 10;

    private final List<String> columns;
    private final String server;
    private final int width;

    /**
     * A ladder.
     *
     * @param columns names of the parties from left to right, the server's among them
     * @param server the party at the other end of each message
     * @param width of a column in characters, at least 12
     */
    public Ladder(List<String> columns, String server, int width) {
        if (!columns.contains(server) || width < 12) {
            throw new IllegalArgumentException("the server must be a column, and columns at least 12 wide");
        }
        this.columns = List.copyOf(columns);
        this.server = server;
        this.width = width;
    }

    /** The drawing, a line an event; events of parties that have no column are left out. */
    public String draw(List<TimelineEvent> events) {
        List<TimelineEvent> shown =
                events.stream().filter(e -> columns.contains(e.party())).toList();
        var lines = new ArrayList<String>();
        lines.add(head());
        for (TimelineEvent event : shown) {
            long ms = Duration.between(shown.get(0).at(), event.at()).toMillis();
            lines.add(("%7d ms".formatted(ms) + body(event)).stripTrailing());
        }
        return String.join("\n", lines) + "\n";
    }

    private String head() {
        var line = new StringBuilder(" ".repeat(TIME + width * columns.size()));
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            put(line, TIME + centre(i) - name.length() / 2, name);
        }
        return line.toString().stripTrailing();
    }

    private String body(TimelineEvent event) {
        var line = new StringBuilder(" ".repeat(width * columns.size()));
        for (int i = 0; i < columns.size(); i++) {
            line.setCharAt(centre(i), '|');
        }
        int own = columns.indexOf(event.party());
        int other = columns.indexOf(server);
        if (event.arrow() == Arrow.HERE || own == other) {
            put(line, centre(own) + 2, "* " + event.text());
            return line.toString();
        }
        arrow(line, own, other, event);
        return line.toString();
    }

    private void arrow(StringBuilder line, int own, int other, TimelineEvent event) {
        int left = Math.min(centre(own), centre(other)) + 1;
        int right = Math.max(centre(own), centre(other)) - 1;
        for (int i = left; i <= right; i++) {
            line.setCharAt(i, '-');
        }
        boolean toRight = (event.arrow() == Arrow.OUT) == (own < other);
        line.setCharAt(toRight ? right : left, toRight ? '>' : '<');
        String label = " " + shortened(event.text(), width - 6) + " ";
        // The label stands in the party's own gap, so that an arrow over several columns still shows whose it is.
        int gapStart = own < other ? centre(own) + 2 : centre(own) - width + 2;
        put(line, gapStart + Math.max(0, (width - 4 - label.length()) / 2), label);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "~";
    }

    private int centre(int column) {
        return column * width + width / 2;
    }

    private static void put(StringBuilder line, int at, String text) {
        int start = Math.max(0, at);
        while (line.length() < start + text.length()) {
            line.append(' ');
        }
        line.replace(start, start + text.length(), text);
    }
}
