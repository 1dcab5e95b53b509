// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.trunks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.carillon.engine.addresses.Network;
import org.jboss.logging.Logger;

/**
 * Reads the trunk policy from system properties, or from environment variables of the same name in capitals
 * ({@code CARILLON_TRUNK_NETWORKS}). A value that cannot be read stops the start.
 */
@ApplicationScoped
public class TrunkSettings {
    /** Networks that may send calls, separated by commas. Default: none. */
    public static final String NETWORKS = "carillon.trunk.networks";
    /** Next hop of calls to other networks. Default: none. */
    public static final String DEFAULT_TRUNK = "carillon.trunk.default";
    /** Prefixes that may be called there, separated by commas; {@code +} is every number. Default: none. */
    public static final String ALLOWED_PREFIXES = "carillon.trunk.allowed-prefixes";

    /** Networks that a document's SIP addresses may name although they are not public. Default: none but the trunks'. */
    public static final String SIP_NETWORKS = "carillon.sip.allowed-networks";

    private static final Logger LOG = Logger.getLogger(TrunkSettings.class);

    /** The policy of this node; logged, because a wrong network here is what keeps calls from coming in. */
    @Produces
    @Singleton
    public TrunkPolicy policy() {
        TrunkPolicy policy = read(TrunkSettings::ofProcess);
        LOG.infof(
                "trunks: calls from %s, default trunk %s, destinations %s, SIP addresses in %s",
                policy.networks(),
                policy.defaultTrunk().orElse("none"),
                policy.allowedPrefixes(),
                policy.sipNetworks());
        return policy;
    }

    /**
     * Reads the policy.
     *
     * @param settings gives the value of a key, or empty
     * @throws IllegalArgumentException names the key whose value cannot be read
     */
    static TrunkPolicy read(Function<String, Optional<String>> settings) {
        List<Network> networks = networks(settings, NETWORKS);
        List<Network> sip = networks(settings, SIP_NETWORKS);
        Optional<String> trunk =
                settings.apply(DEFAULT_TRUNK).map(String::strip).filter(text -> !text.isEmpty());
        checked(DEFAULT_TRUNK, () -> new TrunkPolicy(networks, trunk, List.of(), sip));
        return checked(ALLOWED_PREFIXES, () -> new TrunkPolicy(networks, trunk, list(settings, ALLOWED_PREFIXES), sip));
    }

    private static List<Network> networks(Function<String, Optional<String>> settings, String key) {
        return list(settings, key).stream()
                .map(text -> checked(key, () -> Network.parse(text)))
                .toList();
    }

    private static List<String> list(Function<String, Optional<String>> settings, String key) {
        return Arrays.stream(settings.apply(key).orElse("").split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static <T> T checked(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> ofProcess(String key) {
        String variable = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(System.getProperty(key)).or(() -> Optional.ofNullable(System.getenv(variable)));
    }
}
