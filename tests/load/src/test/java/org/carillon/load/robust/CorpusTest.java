// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private static List<String> lines(long seed) throws IOException {
        var corpus = new Corpus(Forms.read(null), new Dialogs(), seed);
        return Stream.generate(corpus::next).limit(3_000).map(Shot::line).toList();
    }

    @Test
    void sameSeedGivesTheSameMessages() throws IOException {
        assertThat(lines(7)).isEqualTo(lines(7)).isNotEqualTo(lines(8));
    }

    @Test
    void savedMessageIsReadBack() throws IOException {
        assertThat(lines(7)).allMatch(line -> Shot.parse(line).line().equals(line));
    }

    @Test
    void datagramsFitIntoADatagram() throws IOException {
        assertThat(lines(7).stream().map(Shot::parse).filter(shot -> shot.transport() == Transport.UDP))
                .allMatch(shot -> shot.pieces() == 1 && shot.bytes().length <= 65_507);
    }

    @Test
    void thereAreTheFortyNineFormsAndEachIsWhole() throws IOException {
        var forms = Forms.read(null);
        var random = new Random(1);
        var texts = IntStream.range(0, forms.count())
                .mapToObj(i -> new String(forms.message(i, random), StandardCharsets.UTF_8))
                .toList();

        assertThat(forms.names()).hasSize(49).doesNotHaveDuplicates();
        assertThat(texts)
                .allMatch(text -> text.contains("\r\n\r\n") && !text.matches("(?s).*\\{[a-z]+\\}.*"), "filled in")
                .noneMatch(text -> text.contains("\\x"));
    }

    @Test
    void grammarWritesRequestsOfTheDialogsThatTheServerOpened() {
        var dialogs = new Dialogs();
        IntStream.range(0, 64).forEach(i -> dialogs.heard("""
                        SIP/2.0 200 OK
                        From: <sip:a@b>;tag=1
                        To: <sip:c@d>;tag=theirs
                        Call-ID: known
                        CSeq: 1 INVITE

                        """.replace("\n", "\r\n")));
        var grammar = new Grammar(dialogs);
        var random = new Random(1);

        assertThat(Stream.generate(() -> new String(grammar.message(random), StandardCharsets.UTF_8))
                        .limit(100))
                .anyMatch(text -> text.contains(";tag=theirs\r\nCall-ID: known\r\n"));
    }
}
