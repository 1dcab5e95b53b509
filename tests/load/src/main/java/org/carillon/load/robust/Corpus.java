// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** What is sent next, from one seed: forms of RFC 4475, messages after the grammar, and mutations of both. */
final class Corpus {
    /** Halves of a message that stay unfinished: the server has to close these connections by itself. */
    private static final int UNFINISHED = 2_000;

    private final Forms forms;
    private final Grammar grammar;
    private final Random random;
    private int next;

    Corpus(Forms forms, Dialogs dialogs, long seed) {
        this.forms = forms;
        this.grammar = new Grammar(dialogs);
        this.random = new Random(seed);
    }

    /** {@return the next one; the forms come first, each over UDP and over TCP} */
    Shot next() {
        var index = next++;
        if (index < 2 * forms.count()) {
            return new Shot(index % 2 == 0 ? Transport.UDP : Transport.TCP, 1, forms.message(index / 2, random));
        }
        var transport = transport();
        var bytes = message();
        if (transport != Transport.UDP && random.nextInt(10) == 0) {
            bytes = joined(bytes, message());
        }
        return new Shot(transport, transport == Transport.UDP ? 1 : pieces(), bytes);
    }

    private Transport transport() {
        var of100 = random.nextInt(100);
        if (of100 < 60) {
            return Transport.UDP;
        }
        if (of100 < 86) {
            return Transport.TCP;
        }
        return of100 < 92 ? Transport.TLS : Transport.WS;
    }

    private int pieces() {
        if (random.nextInt(UNFINISHED) == 0) {
            return 0;
        }
        return random.nextInt(5) == 0 ? 2 + random.nextInt(6) : 1;
    }

    private byte[] message() {
        return switch (random.nextInt(10)) {
            case 0 -> forms.message(random.nextInt(forms.count()), random);
            case 1, 2 -> Mutation.of(forms.message(random.nextInt(forms.count()), random), random);
            case 3, 4, 5 -> grammar.message(random);
            case 6 -> Mutation.of(Grammar.plain(random), random);
            default -> Mutation.of(grammar.message(random), random);
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var out = new ByteArrayOutputStream(one.length + other.length);
        out.write(one, 0, one.length);
        out.write(other, 0, other.length);
        return out.toByteArray();
    }
}
