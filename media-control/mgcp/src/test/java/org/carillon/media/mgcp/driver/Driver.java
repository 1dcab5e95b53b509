// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.driver;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaEvent;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MediaResult;
import org.carillon.media.mgcp.settings.MediaServerAddress;
import org.carillon.media.mgcp.settings.MgcpSettings;
import org.carillon.media.mgcp.transaction.TransactionSettings;

/** A driver under test on a free port, with quick timers, and the events it told. */
final class Driver implements AutoCloseable {
    private static final TransactionSettings QUICK = new TransactionSettings(
            Duration.ofMillis(40), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(5), 1000, 1000);

    private final ReadyPrompts prompts = new ReadyPrompts();
    private final List<MediaEvent> events = new CopyOnWriteArrayList<>();
    private final MgcpMediaServer media;

    Driver(String servers) {
        this(
                servers,
                new MgcpSettings.Health(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(60), true));
    }

    Driver(String servers, MgcpSettings.Health health) {
        this(servers, health, Duration.ofMillis(100));
    }

    /** A driver whose plays begin after this head start when their prompts are not ready. */
    static Driver beginningAfter(Duration headStart, String servers) {
        return new Driver(
                servers,
                new MgcpSettings.Health(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(60), true),
                headStart);
    }

    private Driver(String servers, MgcpSettings.Health health, Duration headStart) {
        this.media = new MgcpMediaServer(
                new MgcpSettings(
                        MediaServerAddress.parseList(servers),
                        new MgcpSettings.Agent("127.0.0.1", 0, "127.0.0.1", List.of()),
                        health,
                        QUICK),
                prompts,
                headStart);
        media.listen(events::add);
    }

    MgcpMediaServer media() {
        return media;
    }

    ReadyPrompts prompts() {
        return prompts;
    }

    List<MediaEvent> events() {
        return events;
    }

    /** The first event, waited for. */
    MediaEvent event() {
        await().until(() -> !events.isEmpty());
        return events.get(0);
    }

    void awaitReady() {
        await().until(() -> media.health().ready());
    }

    MediaResult perform(MediaCommand command) {
        return perform(command, Duration.ofSeconds(3));
    }

    MediaResult perform(MediaCommand command, Duration deadline) {
        return media.perform(command, deadline)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    MediaHandle openLeg(String operation) {
        var opened = (MediaResult.Opened) perform(new MediaCommand.Open(operation, "CA1", Optional.empty()));
        return opened.handle();
    }

    @Override
    public void close() {
        media.close();
    }
}
