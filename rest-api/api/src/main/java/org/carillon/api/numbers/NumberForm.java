// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.numbers;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.carillon.api.web.Offers;
import org.carillon.api.web.Parameters;
import org.carillon.api.web.Targets;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberHook;
import org.carillon.engine.numbers.PhoneNumber;

/** Reads what a tenant wants of a number. */
final class NumberForm {
    private static final int NAME_CHARACTERS = 64;
    private static final String MESSAGES = "Text messages are not offered yet.";

    private static final Map<String, String> MISSING = Map.of(
            "SmsUrl", MESSAGES,
            "SmsFallbackUrl", MESSAGES,
            "SmsApplicationSid", MESSAGES,
            "VoiceApplicationSid", "Give VoiceUrl.",
            "TrunkSid", "Give VoiceUrl.",
            "VoiceReceiveMode", "Fax is not offered.",
            "EmergencyStatus", "Emergency addresses are not offered.",
            "EmergencyAddressSid", "Emergency addresses are not offered.",
            "AccountSid", "A number cannot be moved to another account yet.",
            "AreaCode", "Numbers are not bought here; give the PhoneNumber that your carrier sends to this platform.");

    private NumberForm() {}

    /** A new number. */
    static IncomingNumber create(Parameters form, AccountSid account, PhoneNumberSid sid, Instant now) {
        Offers.refuse(form, MISSING);
        PhoneNumber number = number(form.text("PhoneNumber"));
        return read(
                form,
                new IncomingNumber(
                        sid,
                        account,
                        number,
                        number.national(),
                        NumberHook.NONE,
                        NumberHook.NONE,
                        NumberHook.NONE,
                        false,
                        now,
                        now),
                now);
    }

    /** The number after a change. */
    static IncomingNumber update(Parameters form, IncomingNumber before, Instant now) {
        Offers.refuse(form, MISSING);
        return read(form, before, now);
    }

    private static PhoneNumber number(Optional<String> text) {
        String given = text.orElseThrow(() -> new ApiException(
                ApiError.PHONE_NUMBER_MISSING, "A PhoneNumber is needed, in E.164 form like +442079460958."));
        return PhoneNumber.parse(given)
                .orElseThrow(() -> new ApiException(
                        ApiError.PHONE_NUMBER_INVALID,
                        "PhoneNumber is not valid; write it in E.164 form like +442079460958."));
    }

    private static IncomingNumber read(Parameters form, IncomingNumber before, Instant now) {
        return new IncomingNumber(
                before.sid(),
                before.account(),
                before.number(),
                form.text("FriendlyName").map(NumberForm::name).orElse(before.friendlyName()),
                Targets.change(form, "VoiceUrl", "VoiceMethod", before.onCall(), ApiError.VOICE_URL_INVALID),
                Targets.change(
                        form,
                        "VoiceFallbackUrl",
                        "VoiceFallbackMethod",
                        before.onFailure(),
                        ApiError.VOICE_URL_INVALID),
                Targets.change(
                        form,
                        "StatusCallback",
                        "StatusCallbackMethod",
                        before.onEnd(),
                        ApiError.STATUS_CALLBACK_INVALID),
                form.flag("VoiceCallerIdLookup").orElse(before.callerIdLookup()),
                before.created(),
                now);
    }

    private static String name(String name) {
        if (name.length() > NAME_CHARACTERS) {
            throw new ApiException(
                    ApiError.INVALID_PARAMETER, "FriendlyName has more than " + NAME_CHARACTERS + " characters.");
        }
        return name;
    }
}
