// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.numbers;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.carillon.api.web.Times;
import org.carillon.engine.numbers.IncomingNumber;
import org.jspecify.annotations.Nullable;

/** A number as the API shows it. What is not offered has the value that Twilio gives it when it is not used. */
@JsonNaming(SnakeCaseStrategy.class)
record NumberBody(
        String accountSid,
        String addressRequirements,
        @Nullable String addressSid,
        String apiVersion,
        boolean beta,
        Capabilities capabilities,
        String dateCreated,
        String dateUpdated,
        String emergencyStatus,
        @Nullable String emergencyAddressSid,
        String emergencyAddressStatus,
        String friendlyName,
        @Nullable String identitySid,
        String origin,
        String phoneNumber,
        String sid,
        String smsApplicationSid,
        String smsFallbackMethod,
        String smsFallbackUrl,
        String smsMethod,
        String smsUrl,
        String statusCallback,
        String statusCallbackMethod,
        @Nullable String trunkSid,
        String uri,
        String voiceApplicationSid,
        boolean voiceCallerIdLookup,
        String voiceFallbackMethod,
        @Nullable String voiceFallbackUrl,
        String voiceMethod,
        @Nullable String voiceUrl,
        @Nullable String bundleSid,
        String voiceReceiveMode,
        String status,
        @Nullable String type) {
    /** What the number can do. */
    record Capabilities(boolean voice, boolean sms, boolean mms, boolean fax) {}

    static NumberBody of(IncomingNumber number) {
        return new NumberBody(
                number.account().value(),
                "none",
                null,
                "2010-04-01",
                false,
                new Capabilities(true, false, false, false),
                Times.rfc2822(number.created()),
                Times.rfc2822(number.updated()),
                "Inactive",
                null,
                "unregistered",
                number.friendlyName(),
                null,
                "hosted",
                number.number().e164(),
                number.sid().value(),
                "",
                "POST",
                "",
                "POST",
                "",
                number.onEnd().url().orElse(""),
                number.onEnd().method().name(),
                null,
                "/2010-04-01/Accounts/" + number.account() + "/IncomingPhoneNumbers/" + number.sid() + ".json",
                "",
                number.callerIdLookup(),
                number.onFailure().method().name(),
                number.onFailure().url().orElse(null),
                number.onCall().method().name(),
                number.onCall().url().orElse(null),
                null,
                "voice",
                "in-use",
                null);
    }
}
