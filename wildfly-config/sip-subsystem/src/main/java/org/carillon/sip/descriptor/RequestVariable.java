// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.sip.descriptor;

import java.util.List;
import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TelURL;
import javax.servlet.sip.URI;
import org.jspecify.annotations.Nullable;

/**
 * A part of a request that a mapping rule can look at, for example {@code request.from.uri.host} (JSR 289 section
 * 16.3).
 *
 * @param path the name's parts without the leading {@code request}
 */
public record RequestVariable(List<String> path) {
    private static final String PREFIX = "request.";

    /**
     * Reads a variable's name.
     *
     * @throws IllegalArgumentException when the name is none that the specification knows
     */
    public static RequestVariable parse(String name) {
        if (!name.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a variable begins with request.: " + name);
        }
        var path = List.of(name.substring(PREFIX.length()).split("\\.", -1));
        var known = switch (path.get(0)) {
            case "method" -> path.size() == 1;
            case "uri" -> isUri(path.subList(1, path.size()));
            case "from", "to", "route" -> isAddress(path.subList(1, path.size()));
            default -> false;
        };
        if (!known) {
            throw new IllegalArgumentException("unknown variable: " + name);
        }
        return new RequestVariable(path);
    }

    private static boolean isAddress(List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        return path.equals(List.of("display-name"))
                || (path.get(0).equals("uri") && isUri(path.subList(1, path.size())));
    }

    private static boolean isUri(List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        return switch (path.get(0)) {
            case "scheme", "user", "host", "port", "tel" -> path.size() == 1;
            case "param" -> path.size() == 2;
            default -> false;
        };
    }

    /** {@return whether the value is a telephone number} */
    boolean isTelephone() {
        return path.get(path.size() - 1).equals("tel");
    }

    /** {@return the value in the request, or null when it has none} */
    @Nullable
    String of(SipServletRequest request) {
        var rest = path.subList(1, path.size());
        return switch (path.get(0)) {
            case "method" -> request.getMethod();
            case "uri" -> ofUri(request.getRequestURI(), rest);
            case "from" -> ofAddress(request.getFrom(), rest);
            case "to" -> ofAddress(request.getTo(), rest);
            default -> ofAddress(request.getInitialPoppedRoute(), rest);
        };
    }

    private static @Nullable String ofAddress(@Nullable Address address, List<String> path) {
        if (address == null) {
            return null;
        }
        if (path.isEmpty()) {
            return address.toString();
        }
        return path.get(0).equals("display-name")
                ? address.getDisplayName()
                : ofUri(address.getURI(), path.subList(1, path.size()));
    }

    private static @Nullable String ofUri(URI uri, List<String> path) {
        if (path.isEmpty()) {
            return uri.toString();
        }
        if (path.get(0).equals("scheme")) {
            return uri.getScheme();
        }
        if (path.get(0).equals("param")) {
            return uri.getParameter(path.get(1));
        }
        if (uri instanceof TelURL tel) {
            return path.get(0).equals("tel") ? digits(tel.getPhoneNumber()) : null;
        }
        return uri instanceof SipURI sip ? ofSipUri(sip, path.get(0)) : null;
    }

    private static @Nullable String ofSipUri(SipURI uri, String part) {
        return switch (part) {
            case "user" -> uri.getUser();
            case "host" -> uri.getHost();
            case "port" -> Integer.toString(port(uri));
            // The user of sip:+4420@host;user=phone is a number, RFC 3261 section 19.1.1.
            case "tel" -> "phone".equals(uri.getUserParam()) && uri.getUser() != null ? digits(uri.getUser()) : null;
            default -> null;
        };
    }

    /** {@return a telephone number without its plus sign and visual separators (RFC 3966 section 5.1.1)} */
    static String digits(String number) {
        return number.replaceAll("[+.()-]", "");
    }

    private static int port(SipURI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return uri.isSecure() ? 5061 : 5060;
    }
}
