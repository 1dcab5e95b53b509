// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A phone number in E.164 form, for example {@code +442079460958}: a plus sign and 2 to 15 digits. */
public record PhoneNumber(String e164) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");

    /** @throws IllegalArgumentException when the text is not in E.164 form */
    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("not an E.164 number: " + e164);
        }
    }

    /**
     * Reads what people and carriers write: with or without a plus sign, spaces, dashes, brackets. Without a plus sign
     * the number is taken as it is when it begins with a country code and has at least 8 digits.
     */
    public static Optional<PhoneNumber> parse(String text) {
        String digits = digitsOf(text.strip());
        if (digits == null) {
            return Optional.empty();
        }
        if (!digits.startsWith("+")) {
            if (digits.length() < 8 || digits.startsWith("0")) {
                return Optional.empty();
            }
            digits = '+' + digits;
        }
        return E164.matcher(digits).matches() ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
    }

    private static @Nullable String digitsOf(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || (c == '+' && digits.length() == 0)) {
                digits.append(c);
            } else if (" -().".indexOf(c) < 0) {
                return null;
            }
        }
        return digits.length() == 0 ? null : digits.toString();
    }

    /** ISO 3166 code of the country the number belongs to, or empty when it cannot be told. */
    public String country() {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            String region = util.getRegionCodeForNumber(util.parse(e164, null));
            return region == null ? "" : region;
        } catch (NumberParseException e) {
            return "";
        }
    }

    /** As people of the country write it, with its national format: Twilio's friendly name. */
    public String national() {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            return util.format(util.parse(e164, null), PhoneNumberUtil.PhoneNumberFormat.NATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }

    @Override
    public String toString() {
        return e164;
    }
}
