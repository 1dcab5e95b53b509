// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.media.mgcp.sdp;

/**
 * An attribute line, {@code a=name} or {@code a=name:value} (RFC 8866 section 5.13).
 *
 * @param value empty when the line has no colon
 */
public record SdpAttribute(String name, String value) {
    public SdpAttribute {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == ':' || c == 0x7f)) {
            throw new IllegalArgumentException("not the name of an attribute");
        }
        SdpText.require(value);
        value = value.strip();
    }

    static SdpAttribute parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SdpAttribute(text.strip(), "")
                : new SdpAttribute(text.substring(0, colon).strip(), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return "a=" + name + (value.isEmpty() ? "" : ":" + value);
    }
}
