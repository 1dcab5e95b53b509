// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.UriHeaders;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.notifications.CallError;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.trunks.TrunkPolicy;

/**
 * Finds the way to a destination: a number of the platform is called through the platform itself, any other number through
 * the trunk, a SIP address directly. What the operator pays for or answers for is asked first: which destinations are
 * allowed, whether the calling number belongs to the account, and how often the call has been passed on.
 */
final class Router {
    /** A number that dials the platform's numbers in a circle is stopped after that part of all hops. */
    private static final int THROUGH_THE_PLATFORM = SignalCommand.Invite.MOST_HOPS / 7;

    private final Directory directory;
    private final TrunkPolicy trunks;
    private final String sipAddress;

    Router(Directory directory, TrunkPolicy trunks, String sipAddress) {
        this.directory = directory;
        this.trunks = trunks;
        this.sipAddress = sipAddress;
    }

    /** Where an INVITE goes. */
    sealed interface Route {
        /**
         * To this URI.
         *
         * @param hops how often the call has been passed on, this time included
         */
        record To(String uri, int hops) implements Route {}

        /** Nowhere. */
        record None(CallError error, String message) implements Route {}
    }

    CompletionStage<Route> route(Effect.Dial dial) {
        return isItsCaller(dial)
                .thenCompose(its -> its
                        ? way(dial)
                        : none(
                                CallError.NOT_THE_CALLER,
                                "The callerId " + dial.from().address()
                                        + " is not one of this account's incoming numbers,"
                                        + " nor the caller's or the called number."))
                .thenApply(Router::notInACircle);
    }

    private CompletionStage<Boolean> isItsCaller(Effect.Dial dial) {
        String from = dial.from().address();
        Optional<PhoneNumber> number = PhoneNumber.parse(from);
        if (!dial.claimed() || (number.isEmpty() && isSip(dial.destination()))) {
            // A SIP address may be shown any name; a telephone network takes it for a number.
            return CompletableFuture.completedFuture(true);
        }
        return number.isEmpty()
                ? CompletableFuture.completedFuture(false)
                : directory
                        .number(number.get())
                        .thenApply(found -> found.map(IncomingNumber::account)
                                .filter(dial.account()::equals)
                                .isPresent());
    }

    private CompletionStage<Route> way(Effect.Dial dial) {
        String destination = dial.destination();
        if (isSip(destination)) {
            String uri = UriHeaders.without(destination);
            return trunks.refusal(uri)
                    .map(why -> none(CallError.NO_ROUTE, why))
                    .orElseGet(() -> CompletableFuture.completedFuture(new Route.To(uri, dial.hops() + 1)));
        }
        return PhoneNumber.parse(destination)
                .map(number -> directory.number(number).thenApply(own -> route(number, own.isPresent(), dial.hops())))
                .orElseGet(() ->
                        none(CallError.NO_ROUTE, "'" + destination + "' is neither a phone number nor a SIP address."));
    }

    private static boolean isSip(String destination) {
        String scheme =
                destination.substring(0, Math.min(5, destination.length())).toLowerCase(Locale.ROOT);
        return scheme.startsWith("sip:") || scheme.startsWith("sips:");
    }

    private static CompletionStage<Route> none(CallError error, String message) {
        return CompletableFuture.completedFuture(new Route.None(error, message));
    }

    private Route route(PhoneNumber number, boolean own, int hops) {
        if (own) {
            return new Route.To("sip:" + number + "@" + sipAddress, hops + THROUGH_THE_PLATFORM);
        }
        if (!trunks.allows(number)) {
            return new Route.None(CallError.NO_ROUTE, "Calls to " + number + " are not allowed on this platform.");
        }
        return trunks.defaultTrunk()
                .<Route>map(trunk -> new Route.To(uri(number, trunk), hops + 1))
                .orElseGet(() -> new Route.None(
                        CallError.NO_ROUTE,
                        "No trunk leads to " + number + ": the operator has set no default trunk."));
    }

    private static Route notInACircle(Route route) {
        return route instanceof Route.To to && to.hops() >= SignalCommand.Invite.MOST_HOPS
                ? new Route.None(
                        CallError.NO_ROUTE,
                        "The call has been passed on too often: do documents dial one another in a circle?")
                : route;
    }

    private static String uri(PhoneNumber number, String trunk) {
        int colon = trunk.indexOf(':');
        return trunk.substring(0, colon + 1) + number + "@" + trunk.substring(colon + 1);
    }
}
