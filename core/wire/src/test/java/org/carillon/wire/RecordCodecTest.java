// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.carillon.wire.WireRecords.Circle;
import org.carillon.wire.WireRecords.Colour;
import org.carillon.wire.WireRecords.Everything;
import org.carillon.wire.WireRecords.Group;
import org.carillon.wire.WireRecords.Label;
import org.carillon.wire.WireRecords.Nothing;
import org.carillon.wire.WireRecords.Scalars;
import org.carillon.wire.WireRecords.Shape;
import org.carillon.wire.WireRecords.Square;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private final RecordCodec codec = new RecordCodec(WireRecords.SCHEMA);

    @Test
    void valuesOfEveryShapeComeBackEqual() {
        Everything full = WireRecords.everything();
        assertThat(codec.decode(codec.encode(full), Everything.class)).isEqualTo(full);
    }

    @Test
    void emptyValuesComeBackEqualAndTakeHardlyAnyBytes() {
        Everything empty = WireRecords.nothing();
        byte[] bytes = codec.encode(empty);
        assertThat(codec.decode(bytes, Everything.class)).isEqualTo(empty);
        assertThat(bytes.length).isLessThan(20);
    }

    @Test
    void theBytesOfAValueNeverChange() {
        Square square = new Square(300, Optional.of(Colour.RED));
        assertThat(HexFormat.of().formatHex(codec.encode(square))).isEqualTo("01080410d8041a03524544");
        Group group = new Group(List.of(new Circle(1), new Nothing()));
        assertThat(HexFormat.of().formatHex(codec.encode(group)))
                .isEqualTo("01080612" + "0b080311000000000000f03f" + "12020805");
    }

    @Test
    void longNestedValuesComeBackEqual() {
        Shape deep = new Square(1, Optional.empty());
        for (int i = 0; i < 40; i++) {
            deep = new Group(List.of(deep, new Circle(i), new Nothing()));
        }
        assertThat(codec.decode(codec.encode(deep), Shape.class)).isEqualTo(deep);
        Label large = new Label("☎".repeat(70_000));
        assertThat(codec.decode(codec.encode(large), Label.class)).isEqualTo(large);
    }

    @Test
    void listsAndSetsThatWereReadCannotBeChanged() {
        Everything read = codec.decode(codec.encode(WireRecords.everything()), Everything.class);
        assertThatThrownBy(() -> read.gaps().add(Optional.empty())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> read.colours().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> read.shapes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void everyTruncationIsAClearError() {
        byte[] bytes = codec.encode(WireRecords.everything());
        assertThat(IntStream.range(0, bytes.length).filter(length -> isRead(Arrays.copyOf(bytes, length))))
                .isEmpty();
    }

    @Test
    void damagedBytesNeverGiveAnythingButAValueOrAClearError() {
        byte[] bytes = codec.encode(WireRecords.everything());
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) (1 << bit);
                isRead(damaged);
            }
        }
    }

    private boolean isRead(byte[] bytes) {
        try {
            codec.decode(bytes, Everything.class);
            return true;
        } catch (WireFormatException e) {
            return false;
        }
    }

    @Test
    void anUnknownTypeNumberAndANewerFormatAreNamed() {
        byte[] bytes = codec.encode(new Nothing());
        byte[] unknown = bytes.clone();
        unknown[2] = 99;
        assertThatThrownBy(() -> codec.decode(unknown, Nothing.class)).hasMessageContaining("type number 99");
        byte[] newer = bytes.clone();
        newer[0] = 2;
        assertThatThrownBy(() -> codec.decode(newer, Nothing.class)).hasMessageContaining("format 2");
        assertThatThrownBy(() -> codec.decode(bytes, Circle.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void aNullWhereNoneMayBeIsRefusedByName() {
        Label broken = new Label(Collections.<String>singletonList(null).get(0));
        assertThatThrownBy(() -> codec.encode(broken))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("Label.value is null");
    }

    @Test
    void partsOfAnArrayAreRead() {
        byte[] bytes = codec.encode(new Label("inside"));
        byte[] framed = new byte[bytes.length + 9];
        Arrays.fill(framed, (byte) 0x7f);
        System.arraycopy(bytes, 0, framed, 4, bytes.length);
        assertThat(codec.decode(framed, 4, bytes.length, Label.class)).isEqualTo(new Label("inside"));
    }

    /** As an older and a newer version of a program see one type. */
    record Before(String name, int count) {}

    record After(String name, int count, List<String> added, Optional<Label> alsoAdded, String last) {}

    record Required(String name, int count, Colour colour) {}

    @Test
    void componentsThatCameLaterAreSkippedByOldReadersAndEmptyForNewOnes() {
        RecordCodec old = new RecordCodec(Schema.builder().type(1, Before.class).build());
        RecordCodec fresh = new RecordCodec(
                Schema.builder().type(1, After.class).type(2, Label.class).build());
        After after = new After("n", 2, List.of("x", "y"), Optional.of(new Label("z")), "l");
        assertThat(old.decode(fresh.encode(after), Before.class)).isEqualTo(new Before("n", 2));
        assertThat(fresh.decode(old.encode(new Before("n", 2)), After.class))
                .isEqualTo(new After("n", 2, List.of(), Optional.empty(), ""));
    }

    @Test
    void aMissingComponentThatCannotBeEmptyIsNamed() {
        RecordCodec old = new RecordCodec(Schema.builder().type(1, Before.class).build());
        RecordCodec fresh = new RecordCodec(
                Schema.builder().type(1, Required.class).type(2, Colour.class).build());
        assertThatThrownBy(() -> fresh.decode(old.encode(new Before("n", 2)), Required.class))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("Required.colour is missing");
    }

    @Test
    void typesWithoutANumberAreFoundWhenTheCodecIsMade() {
        Schema incomplete =
                Schema.builder().type(1, Group.class).type(2, Circle.class).build();
        assertThatThrownBy(() -> new RecordCodec(incomplete))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Square")
                .hasMessageContaining("Nothing")
                .hasMessageContaining("Colouring");
    }

    @Test
    void numbersAndTypesAreTakenOnce() {
        Schema.Builder builder = Schema.builder().type(1, Label.class);
        assertThatThrownBy(() -> builder.type(1, Circle.class)).hasMessageContaining("stands for");
        assertThatThrownBy(() -> builder.type(2, Label.class)).hasMessageContaining("twice");
        assertThatThrownBy(() -> builder.type(3, String.class)).hasMessageContaining("neither");
    }

    @Test
    void aSchemaIsWrittenDownALineAType() {
        assertThat(WireRecords.SCHEMA.describe())
                .contains(
                        "4 org.carillon.wire.WireRecords$Square(long side, Optional<WireRecords$Colour> colour)",
                        "2 org.carillon.wire.WireRecords$Colour {GREEN RED}",
                        "11 org.carillon.wire.WireRecords$Blob as byte[]");
    }

    @Test
    void scalarsAreSmall() {
        Scalars scalars = new Scalars(true, 1, 1, (short) 1, (byte) 1, 'a', 1, 1, "x", 1);
        assertThat(codec.encode(scalars).length).isLessThan(36);
    }
}
