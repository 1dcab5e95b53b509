// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes absolute http and https URLs of what tenants write, by RFC 3986 section 5.
 *
 * <p>Tenants' documents are written by hand: blanks around a URL are dropped, and characters that no URL may hold (blanks,
 * letters outside ASCII, quotes, a percent sign without two digits) are percent-encoded; host names take their ASCII form. The
 * fragment is kept, for it may hold connection overrides.
 */
public final class UrlResolver {
    /** A longer URL is refused. */
    public static final int MAXIMUM_LENGTH = 8_000;

    /** RFC 3986 appendix B: scheme, authority, path, query, fragment. */
    private static final Pattern PARTS =
            Pattern.compile("^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$", Pattern.DOTALL);

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern AUTHORITY = Pattern.compile("(?:([^\\\\]*)@)?(\\[[^\\]]*]|[^:\\[\\]]*)(?::([0-9]*))?");
    private static final String MARKS = "-._~!$&'()*+,;=:@/";

    private UrlResolver() {}

    /**
     * Reads an absolute URL.
     *
     * @throws InvalidUrlException when it is relative, of another scheme than http and https, or malformed
     */
    public static String absolute(String url) throws InvalidUrlException {
        Parts parts = split(url);
        if (parts.scheme == null) {
            throw new InvalidUrlException(
                    "The URL is not absolute, it must begin with http:// or https://: " + shown(url));
        }
        return complete(parts, url);
    }

    /**
     * Resolves what a document says against the URL from which the document came.
     *
     * @param base absolute; its fragment is not inherited
     * @param reference absolute or relative; empty means the document itself
     * @throws InvalidUrlException when the result is no http or https URL
     */
    public static String resolve(String base, String reference) throws InvalidUrlException {
        Parts relative = split(reference);
        if (relative.scheme != null) {
            return complete(relative, reference);
        }
        Parts from = split(base);
        if (from.scheme == null || from.authority == null) {
            throw new InvalidUrlException("The document's own URL is not absolute: " + shown(base));
        }
        return complete(merge(from, relative), reference);
    }

    private static Parts merge(Parts base, Parts relative) {
        if (relative.authority != null) {
            return new Parts(base.scheme, relative.authority, relative.path, relative.query, relative.fragment);
        }
        if (relative.path.isEmpty()) {
            String query = relative.query != null ? relative.query : base.query;
            return new Parts(base.scheme, base.authority, base.path, query, relative.fragment);
        }
        String path = relative.path.startsWith("/")
                ? relative.path
                : base.path.substring(0, base.path.lastIndexOf('/') + 1) + relative.path;
        return new Parts(base.scheme, base.authority, path, relative.query, relative.fragment);
    }

    private static Parts split(String text) throws InvalidUrlException {
        String url = text.strip();
        if (url.length() > MAXIMUM_LENGTH) {
            throw new InvalidUrlException("The URL is longer than " + MAXIMUM_LENGTH + " characters: " + shown(url));
        }
        if (url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new InvalidUrlException("The URL holds a control character or a line break: " + shown(url));
        }
        Matcher matcher = PARTS.matcher(url);
        if (!matcher.matches()) {
            throw new InvalidUrlException("The URL is malformed: " + shown(url));
        }
        String path = matcher.group(3);
        return new Parts(
                matcher.group(1), matcher.group(2), path == null ? "" : path, matcher.group(4), matcher.group(5));
    }

    private static String complete(Parts parts, String written) throws InvalidUrlException {
        String scheme = parts.scheme == null ? "" : parts.scheme.toLowerCase(Locale.ROOT);
        if (!SCHEME.matcher(scheme).matches() || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new InvalidUrlException("The URL's scheme is neither http nor https: " + shown(written));
        }
        String path = withoutDots(encoded(parts.path, ""));
        String url = scheme + "://" + authority(parts.authority, written) + (path.isEmpty() ? "/" : path)
                + (parts.query == null ? "" : "?" + encoded(parts.query, "?"))
                + (parts.fragment == null ? "" : "#" + encoded(parts.fragment, "?"));
        try {
            return new URI(url).toString();
        } catch (URISyntaxException e) {
            throw new InvalidUrlException("The URL is malformed (" + e.getReason() + "): " + shown(written));
        }
    }

    private static String authority(@Nullable String authority, String written) throws InvalidUrlException {
        Matcher matcher = AUTHORITY.matcher(authority == null ? "" : authority);
        if (!matcher.matches()) {
            throw new InvalidUrlException("The URL's host or port is malformed: " + shown(written));
        }
        String user =
                matcher.group(1) == null ? "" : encoded(matcher.group(1), "").replace("@", "%40") + "@";
        return user + host(matcher.group(2), written) + port(matcher.group(3), written);
    }

    private static String host(@Nullable String host, String written) throws InvalidUrlException {
        String ascii;
        try {
            ascii = host == null || host.startsWith("[") ? String.valueOf(host) : IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw new InvalidUrlException("The URL's host is no host name: " + shown(written));
        }
        if (!HOST.matcher(ascii).matches()) {
            throw new InvalidUrlException("The URL has no host, or one that is no host name: " + shown(written));
        }
        return ascii.toLowerCase(Locale.ROOT);
    }

    private static String port(@Nullable String port, String written) throws InvalidUrlException {
        if (port == null || port.isEmpty()) {
            return "";
        }
        int number = port.length() > 5 ? -1 : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new InvalidUrlException("The URL's port is not between 1 and 65535: " + shown(written));
        }
        return ":" + number;
    }

    /** RFC 3986 section 5.2.4. */
    private static String withoutDots(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        StringBuilder out = new StringBuilder();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (segments[i].equals("..")) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            } else if (!segments[i].equals(".")) {
                out.append('/').append(segments[i]);
                continue;
            }
            if (last) {
                out.append('/');
            }
        }
        return out.toString();
    }

    private static String encoded(String part, String alsoAllowed) throws InvalidUrlException {
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
        } catch (CharacterCodingException e) {
            throw new InvalidUrlException("The URL holds a broken character: " + shown(part));
        }
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < bytes.limit(); i++) {
            char c = (char) (bytes.get(i) & 0xff);
            boolean escape = c == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2);
            if (escape || isUnreserved(c) || MARKS.indexOf(c) >= 0 || alsoAllowed.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isHex(ByteBuffer bytes, int index) {
        return index < bytes.limit() && HexFormat.isHexDigit(bytes.get(index));
    }

    /** For messages: short, and without a password. */
    private static String shown(String url) {
        String printable = url.replaceAll("\\p{Cntrl}", "\u00b7").replaceAll("//[^/?#@]*@", "//***@");
        return printable.length() > 200 ? printable.substring(0, 200) + "..." : printable;
    }

    private record Parts(
            @Nullable String scheme,
            @Nullable String authority,
            String path,
            @Nullable String query,
            @Nullable String fragment) {}
}
