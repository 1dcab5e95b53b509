// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.carillon.engine.calls.signalling.UriHeaders;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.trunks.TrunkPolicy;

/**
 * Finds the way to a destination: a number of the platform is called through the platform itself, any other number through
 * the trunk, a SIP address directly.
 */
final class Router {
    /** The destination cannot be called (Twilio: "Dial: cannot route to this number"). */
    static final int NO_ROUTE = 13227;

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
        /** To this URI, by way of the next hop if there is one. */
        record To(String uri, Optional<String> nextHop) implements Route {}

        /** Nowhere. */
        record None(int errorCode, String message) implements Route {}
    }

    CompletionStage<Route> route(String destination) {
        String scheme = destination.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("sip:") || scheme.startsWith("sips:")) {
            return CompletableFuture.completedFuture(new Route.To(UriHeaders.without(destination), Optional.empty()));
        }
        Optional<PhoneNumber> number = PhoneNumber.parse(destination);
        if (number.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Route.None(NO_ROUTE, "'" + destination + "' is neither a phone number nor a SIP address."));
        }
        return directory.number(number.get()).thenApply(own -> route(number.get(), own.isPresent()));
    }

    private Route route(PhoneNumber number, boolean own) {
        if (own) {
            return new Route.To("sip:" + number + "@" + sipAddress, Optional.empty());
        }
        if (!trunks.allows(number)) {
            return new Route.None(NO_ROUTE, "Calls to " + number + " are not allowed on this platform.");
        }
        return trunks.defaultTrunk()
                .<Route>map(trunk -> new Route.To(uri(number, trunk), Optional.empty()))
                .orElseGet(() -> new Route.None(
                        NO_ROUTE, "No trunk leads to " + number + ": the operator has set no default trunk."));
    }

    private static String uri(PhoneNumber number, String trunk) {
        int colon = trunk.indexOf(':');
        return trunk.substring(0, colon + 1) + number + "@" + trunk.substring(colon + 1);
    }
}
