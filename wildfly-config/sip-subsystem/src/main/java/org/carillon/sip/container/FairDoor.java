// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.container;

import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.carillon.sip.drain.Drain;
import org.carillon.sip.overload.Admission;
import org.carillon.sip.transport.BadRequest;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one address from taking all lanes: while a lane is a quarter as late as {@code overload-wait}, what begins something
 * new gets 503 from the reading thread, before it is parsed, when its address has more than half of all that waits and
 * others have been heard within the last minute.
 *
 * <p>What is sent again is let through: it is of a call that has been taken, or waits to be. So a flood is answered at little
 * cost, the lanes stay early enough for everybody else, and their new calls are taken. One container runs in a JVM, and the
 * stack gives its message processors nothing, hence the static method.
 */
public final class FairDoor {
    private static final Pattern HAS_TAG = Pattern.compile("(?im)^(?:to|t)[ \\t]*:[^\\r\\n]*;[ \\t]*tag[ \\t]*=");
    private static final Pattern OF_ANOTHER_DIALOG = Pattern.compile("(?im)^(?:replaces|join)[ \\t]*:");
    private static final Pattern BRANCH =
            Pattern.compile("(?im)^(?:via|v)[ \\t]*:[^\\r\\n,]*?;[ \\t]*branch[ \\t]*=[ \\t]*([^;,\\s]+)");
    private static final Pattern OPENS = Pattern.compile("(?!ACK|CANCEL|BYE|SIP/)[A-Z]{2,20} ");

    /** Of the set point: what has come until a lane is so late is still to be handled, and neighbours wait for that too. */
    private static final int SHARE = 4;

    private static final int LONGEST_HEAD = 4_096;

    private static volatile @Nullable FairDoor current;

    private final Admission admission;
    private final Drain drain;

    private FairDoor(Admission admission, Drain drain) {
        this.admission = admission;
        this.drain = drain;
    }

    /** From now on these say how late is late, and when a refused peer may come again. */
    static void use(Admission admission, Drain drain) {
        current = new FairDoor(admission, drain);
    }

    /**
     * {@return the answer to a datagram that is refused; nothing when the lanes are to have it}
     *
     * @param now as the lanes' reception times
     * @param isUnderWay whether there is a server transaction with this branch
     */
    public static Optional<byte[]> refusal(
            LaneQueue lanes, DatagramPacket packet, long now, Predicate<String> isUnderWay) {
        var door = current;
        if (door == null || !lanes.isCrowdedBy(packet, now, door.admission.setPoint() / SHARE)) {
            return Optional.empty();
        }
        var request = Arrays.copyOfRange(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
        return lanes.isWaiting(packet) ? Optional.empty() : door.refusal(request, isUnderWay);
    }

    private Optional<byte[]> refusal(byte[] request, Predicate<String> isUnderWay) {
        var head = new String(request, 0, Math.min(request.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
        if (!OPENS.matcher(head).lookingAt()
                || HAS_TAG.matcher(head).find()
                || OF_ANOTHER_DIALOG.matcher(head).find()) {
            return Optional.empty();
        }
        var branch = BRANCH.matcher(head);
        if (branch.find() && isUnderWay.test(branch.group(1))) {
            return Optional.empty();
        }
        var answer = BadRequest.to(request, "503 Service Unavailable\r\nRetry-After: " + drain.retryAfterSeconds());
        if (answer.isPresent()) {
            admission.refused();
        }
        return answer;
    }
}
