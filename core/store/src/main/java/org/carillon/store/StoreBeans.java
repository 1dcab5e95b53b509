// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.calls.SessionStore;
import org.carillon.engine.notifications.NotificationStore;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.recordings.RecordingStore;
import org.carillon.engine.recordings.RecordingVault;
import org.carillon.engine.records.CallRecordStore;
import org.carillon.engine.records.Outbox;
import org.carillon.store.grid.GridSessionStore;
import org.carillon.store.grid.Members;
import org.carillon.store.journal.JournalOutbox;
import org.carillon.store.journal.JournalSettings;
import org.carillon.store.jpa.Database;
import org.carillon.store.jpa.JpaAccountStore;
import org.carillon.store.jpa.JpaCallRecordStore;
import org.carillon.store.jpa.JpaEntryWriter;
import org.carillon.store.jpa.JpaNotificationStore;
import org.carillon.store.jpa.JpaNumberStore;
import org.carillon.store.jpa.JpaPulse;
import org.carillon.store.jpa.JpaRecordingStore;
import org.carillon.store.secrets.KeyFile;
import org.carillon.store.secrets.Seal;
import org.carillon.store.vault.FolderVault;
import org.carillon.store.vault.VaultSettings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Makes the adapters, one of each. Nothing here but wiring. */
@ApplicationScoped
public class StoreBeans {
    private static final Logger LOG = Logger.getLogger("org.carillon.store");

    /** The settings in force, logged. */
    @Produces
    @Singleton
    public StoreSettings settings() {
        Config config = ConfigProvider.getConfig();
        StoreSettings settings = StoreSettings.read(key -> config.getOptionalValue(key, String.class));
        LOG.infof("CARSTO0010 Store: %s", settings);
        return settings;
    }

    /** The outbox drains what an earlier run has left, even when nobody calls. */
    void start(@Observes Startup event, Outbox outbox) {
        LOG.debugf("%s is running", outbox);
    }

    /** The database, with its schema up to date. */
    @Produces
    @Singleton
    public Database database(ServerResources server) {
        return new Database(server.dataSource());
    }

    void close(@Disposes Database database) {
        database.close();
    }

    /** What hides auth tokens in the database. */
    @Produces
    @Singleton
    public Seal seal(StoreSettings settings) {
        SecureRandom random = new SecureRandom();
        return new Seal(KeyFile.load(settings.data(), settings.secretKey(), random), random);
    }

    /** Accounts. */
    @Produces
    @Singleton
    public AccountStore accounts(Database database, Seal seal) {
        return new JpaAccountStore(database, seal);
    }

    /** Incoming numbers. */
    @Produces
    @Singleton
    public NumberStore numbers(Database database) {
        return new JpaNumberStore(database);
    }

    /** Records of ended calls. */
    @Produces
    @Singleton
    public CallRecordStore calls(Database database) {
        return new JpaCallRecordStore(database);
    }

    /** Notifications. */
    @Produces
    @Singleton
    public NotificationStore notifications(Database database) {
        return new JpaNotificationStore(database);
    }

    /** Recordings' metadata. */
    @Produces
    @Singleton
    public RecordingStore recordings(Database database, Clock clock) {
        return new JpaRecordingStore(database, clock);
    }

    /** Recordings' audio. */
    @Produces
    @Singleton
    public RecordingVault vault(StoreSettings settings) {
        return new FolderVault(VaultSettings.in(settings.recordings(), settings.minimumFreeBytes()));
    }

    void close(@Disposes RecordingVault vault) {
        ((FolderVault) vault).close();
    }

    /** Living sessions. */
    @Produces
    @Singleton
    public SessionStore sessions(ServerResources server, Database database) {
        return new GridSessionStore(
                server.sessions(),
                server.live(),
                new Members(server.sessions().getCacheManager(), new JpaPulse(database)));
    }

    void close(@Disposes SessionStore sessions) {
        ((GridSessionStore) sessions).close();
    }

    /** The outbox of a single node. */
    @Produces
    @Singleton
    public Outbox outbox(StoreSettings settings, Database database, Clock clock) {
        return new JournalOutbox(
                JournalSettings.in(settings.data().resolve("outbox"), settings.outboxBytes()),
                new JpaEntryWriter(database, clock));
    }

    void close(@Disposes Outbox outbox) {
        ((JournalOutbox) outbox).close();
    }
}
