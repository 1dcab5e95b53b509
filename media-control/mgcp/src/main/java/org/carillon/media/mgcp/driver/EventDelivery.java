// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.media.mgcp.codec.Signal;
import org.carillon.media.mgcp.signals.EventReader;
import org.carillon.media.mgcp.signals.RequestIds;
import org.jspecify.annotations.Nullable;

/** Hands events to the engine, each once, however they came: notified, with a deletion, or asked for after a takeover. */
final class EventDelivery implements Consumer<MediaEvent> {
    private static final Logger LOG = System.getLogger(EventDelivery.class.getName());

    private final EndpointRegistry registry;
    private final RequestIds ids;
    private final AtomicReference<@Nullable Consumer<MediaEvent>> listener = new AtomicReference<>();

    EventDelivery(EndpointRegistry registry, RequestIds ids) {
        this.registry = registry;
        this.ids = ids;
    }

    /**
     * An event as a server tells it.
     *
     * @param endpoint full name
     * @param number 0 when the server does not number
     * @param requestId {@code 0} or empty when no request asked for it
     */
    record Told(String endpoint, long number, String requestId, Signal observed) {}

    void listen(Consumer<MediaEvent> target) {
        if (!listener.compareAndSet(null, target)) {
            throw new IllegalStateException("the media events have a listener already");
        }
    }

    boolean isListening() {
        return listener.get() != null;
    }

    /** Hands an event of the driver itself on. */
    @Override
    public void accept(MediaEvent event) {
        Consumer<MediaEvent> target = listener.get();
        if (target == null) {
            LOG.log(Level.WARNING, "CARMGCP0011: a media event came before anybody listened: {0}", event.operation());
            return;
        }
        target.accept(event);
    }

    /**
     * Hands an event on unless it was seen before.
     *
     * @throws RuntimeException of the listener; the event then counts as unseen, so that its repeat is tried again
     */
    void told(MediaPeer peer, Told told) {
        var key = EndpointRegistry.Key.of(peer.name(), told.endpoint());
        if (!registry.isNew(key, told.number())) {
            return;
        }
        try {
            events(peer, key, told).forEach(this);
        } catch (RuntimeException e) {
            registry.unsee(key, told.number());
            throw e;
        }
    }

    /** The endpoint and all that ran on it is gone. */
    void lost(EndpointRegistry.Known known, String reason) {
        if (registry.closed(EndpointRegistry.Key.of(known.handle())).isPresent()) {
            accept(new MediaEvent.EndpointLost(known.handle(), 0, known.opened(), reason));
        }
    }

    private List<MediaEvent> events(MediaPeer peer, EndpointRegistry.Key key, Told told) {
        Optional<EndpointRegistry.Known> known = registry.find(key);
        MediaHandle source = known.map(EndpointRegistry.Known::handle)
                .orElseGet(() -> new MediaHandle(peer.name(), told.endpoint(), ""));
        if (told.observed().name().packageName().equals("CR")) {
            return known.flatMap(k -> ofConnection(k, told)).stream().toList();
        }
        Optional<RequestIds.Request> request = ids.read(told.requestId());
        if (request.isEmpty()) {
            LOG.log(Level.DEBUG, () -> "event of an unknown request on " + told.endpoint());
            return List.of();
        }
        return EventReader.read(new EventReader.Origin(source, told.number(), request.get()), told.observed());
    }

    private Optional<MediaEvent> ofConnection(EndpointRegistry.Known known, Told told) {
        return switch (told.observed().name().event()) {
            case "rto" -> Optional.of(new MediaEvent.AudioLost(known.handle(), told.number(), known.opened()));
            case "gone" -> {
                registry.closed(EndpointRegistry.Key.of(known.handle()));
                String reason = told.observed().au().text("rs").orElse("");
                yield Optional.of(new MediaEvent.EndpointLost(known.handle(), told.number(), known.opened(), reason));
            }
            default -> Optional.empty();
        };
    }
}
