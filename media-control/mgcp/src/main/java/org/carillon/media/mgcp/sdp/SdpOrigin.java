// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

/**
 * The {@code o=} line (RFC 8866 section 5.2).
 *
 * @param username {@code -} when there is none
 * @param sessionId number that stays for the session; text, because peers send more digits than a long holds
 * @param version grows with each change of the description
 * @param address of the side that wrote it
 */
public record SdpOrigin(String username, String sessionId, String version, String address) {
    public SdpOrigin {
        SdpText.requireWord(username);
        SdpText.requireWord(sessionId);
        SdpText.requireWord(version);
        SdpText.requireWord(address);
    }

    public static SdpOrigin of(long sessionId, long version, String address) {
        return new SdpOrigin("-", Long.toString(sessionId), Long.toString(version), address);
    }

    static SdpOrigin parse(String value) {
        String[] words = value.strip().split("\\s+", -1);
        if (words.length < 6) {
            throw new SdpException("o= has six fields");
        }
        return new SdpOrigin(words[0], words[1], words[2], words[5]);
    }

    @Override
    public String toString() {
        return "o=" + username + " " + sessionId + " " + version + " IN " + SessionDescription.addressType(address)
                + " " + address;
    }
}
