// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.value;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A key of a telephone. The order is that of the telephone-event numbers of RFC 4733, section 3.2. */
public enum DialKey {
    ZERO('0'),
    ONE('1'),
    TWO('2'),
    THREE('3'),
    FOUR('4'),
    FIVE('5'),
    SIX('6'),
    SEVEN('7'),
    EIGHT('8'),
    NINE('9'),
    STAR('*'),
    POUND('#'),
    A('A'),
    B('B'),
    C('C'),
    D('D');

    /** The twelve keys that every telephone has. */
    public static final Set<DialKey> COMMON = Collections.unmodifiableSet(EnumSet.range(ZERO, POUND));

    private final char symbol;

    DialKey(char symbol) {
        this.symbol = symbol;
    }

    /** The character that stands for this key in documents and webhook parameters. */
    public char symbol() {
        return symbol;
    }

    /** The key of a character; letters in either case. */
    public static Optional<DialKey> of(char symbol) {
        char upper = Character.toUpperCase(symbol);
        for (DialKey key : values()) {
            if (key.symbol == upper) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /**
     * The keys named by the characters of a text.
     *
     * @return empty when one of the characters is no key; an empty set for an empty text
     */
    public static Optional<Set<DialKey>> setOf(String symbols) {
        var keys = EnumSet.noneOf(DialKey.class);
        for (int i = 0; i < symbols.length(); i++) {
            Optional<DialKey> key = of(symbols.charAt(i));
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        return Optional.of(Collections.unmodifiableSet(keys));
    }

    /** The characters of some keys, in the order of the telephone-event numbers. */
    public static String symbols(Set<DialKey> keys) {
        var symbols = new StringBuilder();
        for (DialKey key : values()) {
            if (keys.contains(key)) {
                symbols.append(key.symbol);
            }
        }
        return symbols.toString();
    }
}
