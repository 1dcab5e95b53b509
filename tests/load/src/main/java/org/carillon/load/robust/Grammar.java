// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.load.robust;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Writes messages after the grammar of RFC 3261, those that nobody writes included: rare methods and schemes, folded
 * lines, compact names, escapes, lists, headers of extensions, requests of dialogs that there are and that there are not.
 *
 * <p>The same seed gives the same messages, but for what {@link Dialogs} heard from the server.
 */
final class Grammar {
    private static final List<String> METHODS = List.of(
            "INVITE",
            "INVITE",
            "INVITE",
            "OPTIONS",
            "REGISTER",
            "MESSAGE",
            "SUBSCRIBE",
            "NOTIFY",
            "PUBLISH",
            "REFER",
            "INFO",
            "UPDATE",
            "PRACK",
            "BYE",
            "CANCEL",
            "ACK",
            "PEAL",
            "invite");
    private static final List<String> HEADERS = List.of(
            "Accept: application/sdp;level=1, application/x-private, text/html;q=0.4",
            "Accept-Encoding: gzip;q=0.5, *;q=0",
            "Accept-Language: da, en-gb;q=0.8, en;q=0.7",
            "Alert-Info: <http://bells.example.net/ding.wav>;appearance=2",
            "Allow: INVITE, ACK, OPTIONS, CANCEL, BYE, PEAL",
            "Authorization: Digest username=\"bob\", realm=\"tower\", nonce=\"84a4cc\", opaque=\"\", uri=\"sip:x@127.0.0.1\", response=\"7587245234b3434cc3412213e5f113a5\"",
            "Call-Info: <http://www.example.net/ringer.jpg>;purpose=icon, <http://www.example.net/ringer/>;purpose=info",
            "Content-Disposition: session;handling=optional",
            "Content-Encoding: gzip",
            "Content-Language: fr",
            "Date: Sat, 13 Nov 2010 23:29:00 GMT",
            "Error-Info: <sip:not-in-service@tower.example.net>",
            "Event: presence;id=9",
            "Expires: 5",
            "History-Info: <sip:a@127.0.0.1?Reason=SIP%3Bcause%3D302>;index=1, <sip:b@127.0.0.1>;index=1.1",
            "In-Reply-To: 70710@saturn.example.net, 17320@saturn.example.net",
            "Join: 12345600@atlanta.example.net;from-tag=1234567;to-tag=23431",
            "MIME-Version: 1.0",
            "Min-Expires: 60",
            "Min-SE: 90",
            "Organization: \u00c6rial Bells & Co",
            "P-Asserted-Identity: \"Bell\" <sip:bell@example.net>, tel:+15550100",
            "Path: <sip:p1@127.0.0.1;lr>,<sip:p2@127.0.0.1;lr>",
            "Priority: emergency",
            "Privacy: id;header;session",
            "Proxy-Authorization: Digest username=\"Alice\", realm=\"tower\", nonce=\"c60f\", response=\"245f\"",
            "Proxy-Require: sec-agree",
            "RAck: 776656 1 INVITE",
            "Reason: Q.850;cause=16;text=\"Terminated\", SIP;cause=600",
            "Record-Route: <sip:server10.example.net;lr>, <sip:bigbox3.example.net;lr>",
            "Refer-To: <sip:dave@127.0.0.1?Replaces=12345%40192.168.118.3%3Bto-tag%3D12345%3Bfrom-tag%3D5FFE-3994>",
            "Replaces: 425928@bells.example.net;to-tag=7743;from-tag=6472;early-only",
            "Reply-To: Bob <sip:bob@bells.example.net>",
            "Request-Disposition: proxy, recurse, parallel",
            "Require: 100rel",
            "RSeq: 988789",
            "Server: HomeServer v2",
            "Session-Expires: 1800;refresher=uac",
            "SIP-If-Match: dx200xyz",
            "Subject: Need more bells",
            "Supported: 100rel, timer, replaces, join, path, gruu, outbound",
            "Timestamp: 54.21 0.0",
            "Unsupported: peal",
            "User-Agent: Softbell Beta1.5 (nested (comment))",
            "Warning: 307 isi.edu \"Session parameter 'foo' not understood\"",
            "WWW-Authenticate: Digest realm=\"tower\", domain=\"sip:boxesbybob.com\", qop=\"auth\", nonce=\"f84f\", opaque=\"\", stale=FALSE, algorithm=MD5",
            "X-Odd: \u4e16\u754c \"quoted, text\" <angle> ;;, =",
            "Route: <sip:127.0.0.1:5999;lr>",
            "Security-Client: ipsec-ike;d-ver=\"abc\", tls;q=0.2");
    private static final List<String> HOSTS = List.of(
            "127.0.0.1",
            "127.0.0.1:5060",
            "bells.example.net",
            "[::1]",
            "[2001:db8::9:1]:5070",
            "192.0.2.9",
            "localhost",
            "xn--glckchen-65a.example",
            "a-b.example.net.",
            "255.255.255.255");

    private final Dialogs dialogs;

    Grammar(Dialogs dialogs) {
        this.dialogs = dialogs;
    }

    byte[] message(Random random) {
        var text = random.nextInt(8) == 0 ? response(random) : request(random);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return a plain INVITE that any server takes, as raw material for mutations} */
    static byte[] plain(Random random) {
        var id = token(random);
        return ("INVITE sip:desk@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK" + id
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:ringer@127.0.0.1>;tag=" + id
                        + "\r\nTo: <sip:desk@127.0.0.1>\r\nCall-ID: " + id
                        + "\r\nCSeq: 1 INVITE\r\nContact: <sip:ringer@127.0.0.1>\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String request(Random random) {
        var method = pick(METHODS, random);
        var known = random.nextInt(4) == 0 ? dialogs.any(random) : null;
        var head = new StringBuilder(method).append(' ').append(uri(random)).append(" SIP/2.0\r\n");
        head.append(via(random));
        if (random.nextInt(6) == 0) {
            head.append(via(random));
        }
        if (known == null) {
            head.append(name("From", "f", random))
                    .append(address(random))
                    .append(";tag=")
                    .append(token(random));
            head.append("\r\n").append(name("To", "t", random)).append(address(random));
            head.append(random.nextInt(5) == 0 ? ";tag=" + token(random) : "").append("\r\n");
            head.append(name("Call-ID", "i", random)).append(token(random)).append("\r\n");
        } else {
            head.append(known.lines());
        }
        head.append("CSeq: ")
                .append(random.nextInt(known == null ? 1 << 30 : 5))
                .append(' ')
                .append(method)
                .append("\r\n");
        head.append("Max-Forwards: ").append(random.nextInt(256)).append("\r\n");
        if (random.nextInt(12) != 0) {
            head.append(name("Contact", "m", random)).append(address(random)).append("\r\n");
        }
        return finished(head, random);
    }

    private String response(Random random) {
        var known = random.nextBoolean() ? dialogs.any(random) : null;
        var head = new StringBuilder("SIP/2.0 ")
                .append(100 + random.nextInt(random.nextInt(4) == 0 ? 900 : 600))
                .append(random.nextInt(3) == 0 ? " \r\n" : " Some \u00e9 reason\r\n");
        head.append(via(random));
        head.append(
                known == null
                        ? "From: <sip:a@127.0.0.1>;tag=" + token(random) + "\r\nTo: <sip:b@127.0.0.1>;tag="
                                + token(random) + "\r\nCall-ID: " + token(random) + "\r\n"
                        : known.lines());
        head.append("CSeq: 1 ").append(pick(METHODS, random)).append("\r\n");
        return finished(head, random);
    }

    private String finished(StringBuilder head, Random random) {
        for (var i = random.nextInt(6); i > 0; i--) {
            var header = pick(HEADERS, random);
            head.append(random.nextInt(5) == 0 ? header.replaceFirst(" ", "\r\n\t ") : header)
                    .append("\r\n");
        }
        var body = body(random);
        if (!body.isEmpty()) {
            head.append(name("Content-Type", "c", random))
                    .append(body.startsWith("--") ? "multipart/mixed;boundary=b" : "application/sdp")
                    .append("\r\n");
        }
        return head.append(name("Content-Length", "l", random))
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private static String body(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "--b\r\nContent-Type: text/plain\r\n\r\nding \u266a\r\n--b\r\n\r\n\r\n--b--\r\n";
            case 1, 2 ->
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=\u266b\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                        + random.nextInt(65_536) + " RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
            default -> "";
        };
    }

    private static String via(Random random) {
        return name("Via", "v", random)
                + "SIP/2.0/" + pick(List.of("UDP", "UDP", "TCP", "TLS", "WS", "SCTP"), random) + " "
                + pick(HOSTS, random) + ";branch=" + (random.nextInt(10) == 0 ? "" : "z9hG4bK") + token(random)
                + pick(List.of("", ";rport", ";rport=1;received=127.0.0.1", ";maddr=127.0.0.1;ttl=1", ";alias"), random)
                + "\r\n";
    }

    private static String uri(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "tel:+1-555-0100;phone-context=example.net";
            case 1 -> "sips:desk@" + pick(HOSTS, random);
            case 2 -> "urn:service:sos";
            case 3 -> "sip:%64esk;p=%41@" + pick(HOSTS, random) + ";user=phone;maddr=127.0.0.1?subject=a%20b&x=y";
            case 4 -> "sip:" + pick(HOSTS, random);
            default -> "sip:desk@127.0.0.1";
        };
    }

    private static String address(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> uri(random).replaceFirst("[;?].*", "");
            case 1 -> "\"A \\\" quoted, <name>\" <" + uri(random) + ">";
            case 2 -> "\u0417\u0432\u043e\u043d <" + uri(random) + ">";
            default -> "<" + uri(random) + ">";
        };
    }

    private static String name(String name, String compact, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> compact + ": ";
            case 1 -> name.toUpperCase(java.util.Locale.ROOT) + "\t:  ";
            case 2 -> name + ":\r\n ";
            default -> name + ": ";
        };
    }

    private static String token(Random random) {
        return Long.toString(random.nextLong() >>> 1, 36);
    }

    private static String pick(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
