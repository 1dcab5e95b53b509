// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.carillon.engine.addresses.AddressRules;
import org.carillon.engine.webhooks.WebhookResult.Kind;

/**
 * Turns a host into the addresses to which we may connect. The connection is then made to just these addresses, not to the
 * name, so that a name which changes its address in between (DNS rebinding) gains nothing.
 */
final class AddressGuard {
    private static final int MOST_ADDRESSES = 4;
    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    /** A host whose last label is a number is an address in one of its odd spellings, never a name (WHATWG URL). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private final AddressRules rules;
    private final NameService names;
    private final Executor lookups;

    /** @param lookups a bounded pool on which names are looked up; when it is full, requests fail at once */
    AddressGuard(AddressRules rules, NameService names, Executor lookups) {
        this.rules = rules;
        this.names = names;
        this.lookups = lookups;
    }

    /** At most four addresses, at least one; fails with {@link DeliveryException}. Never blocks. */
    CompletableFuture<List<InetAddress>> addressesOf(String host) {
        CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        try {
            if (isLiteral(host)) {
                result.complete(allowed(host, List.of(InetAddress.getByName(host))));
                return result;
            }
            lookups.execute(() -> lookUp(host, result));
        } catch (DeliveryException e) {
            result.completeExceptionally(e);
        } catch (UnknownHostException e) {
            result.completeExceptionally(refused("The host is no address: " + host));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(
                    new DeliveryException(Kind.CONNECT_FAILED, "Too many host names are being looked up."));
        }
        return result;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> result) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(allowed(host, names.addressesOf(host)));
        } catch (DeliveryException e) {
            result.completeExceptionally(e);
        } catch (UnknownHostException e) {
            result.completeExceptionally(new DeliveryException(Kind.UNKNOWN_HOST, "The host name is unknown: " + host));
        } catch (RuntimeException e) {
            result.completeExceptionally(
                    new DeliveryException(Kind.UNKNOWN_HOST, "The host name cannot be looked up: " + host));
        }
    }

    private List<InetAddress> allowed(String host, List<InetAddress> addresses) throws DeliveryException {
        List<InetAddress> good =
                addresses.stream().filter(rules::allows).limit(MOST_ADDRESSES).toList();
        if (good.isEmpty()) {
            throw refused("The host " + host + " is in a network to which connections are not allowed.");
        }
        return good;
    }

    private static boolean isLiteral(String host) throws DeliveryException {
        if (host.startsWith("[") || DOTTED.matcher(host).matches()) {
            return true;
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            throw refused("The host is an address in an unusual spelling, write it as four decimal numbers: " + host);
        }
        return false;
    }

    private static DeliveryException refused(String message) {
        return new DeliveryException(Kind.ADDRESS_REFUSED, message);
    }
}
