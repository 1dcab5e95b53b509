// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.testing.demo;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the demonstration was told.
 *
 * @param sip host and port of the server's SIP, for example {@code 127.0.0.1:5060}
 * @param api the REST API's root, for example {@code http://127.0.0.1:8080}
 * @param credentials of the account that owns the number
 * @param number the demonstration number
 * @param secondPhonePort where the default trunk leads, 0 for any free port
 * @param webPort where the number's VoiceUrl leads; empty when somebody else answers there
 */
record DemoOptions(
        String sip, URI api, Credentials credentials, String number, int secondPhonePort, Optional<Integer> webPort) {
    static final String TOKEN_VARIABLE = "CARILLON_AUTH_TOKEN";

    static final String USAGE = """
            Places one call to a demonstration number and checks everything that happens.

              --sip HOST:PORT          SIP address of the server (127.0.0.1:5060)
              --api URL                REST API of the server (http://127.0.0.1:8080)
              --account SID            account that owns the number (required)
              --token TOKEN            its auth token; better in the variable CARILLON_AUTH_TOKEN
              --number NUMBER          the number to call (+15550001)
              --second-phone-port N    SIP port of the second phone, where the server's trunk leads (25070)
              --web-port N             port of the tenant's web server, where the number's VoiceUrl leads (25080)
              --voice-url URL          the number is answered by this web server and not by ours
            """;

    private static final Set<String> KNOWN = Set.of(
            "--sip", "--api", "--account", "--token", "--number", "--second-phone-port", "--web-port", "--voice-url");

    /** Who asks the API. The token is kept out of any text. */
    record Credentials(String account, String token) {
        @Override
        public String toString() {
            return account;
        }
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static DemoOptions parse(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = pairs(arguments);
        String token = given.getOrDefault("--token", environment.getOrDefault(TOKEN_VARIABLE, ""));
        String account = given.getOrDefault("--account", "");
        if (account.isEmpty() || token.isEmpty()) {
            throw new IllegalArgumentException("--account and the variable " + TOKEN_VARIABLE + " are needed");
        }
        boolean ownWeb = !given.containsKey("--voice-url");
        return new DemoOptions(
                given.getOrDefault("--sip", "127.0.0.1:5060"),
                URI.create(given.getOrDefault("--api", "http://127.0.0.1:8080")),
                new Credentials(account, token),
                given.getOrDefault("--number", "+15550001"),
                port(given, "--second-phone-port", "25070"),
                ownWeb ? Optional.of(port(given, "--web-port", "25080")) : Optional.empty());
    }

    private static Map<String, String> pairs(List<String> arguments) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("unknown option " + name);
            }
            if (i + 1 >= arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            given.put(name, arguments.get(i + 1));
        }
        return given;
    }

    private static int port(Map<String, String> given, String name, String usual) {
        String text = given.getOrDefault(name, usual);
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(name + " is no port: " + text, noNumber);
        }
        throw new IllegalArgumentException(name + " is no port: " + text);
    }
}
