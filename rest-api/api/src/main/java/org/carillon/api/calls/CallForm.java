// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.calls;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carillon.api.web.Offers;
import org.carillon.api.web.Parameters;
import org.carillon.api.web.Targets;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.NewCall;
import org.carillon.engine.calls.NewCall.Instructions;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.webhooks.WebhookTarget;

/** Reads what a tenant wants of a call. */
final class CallForm {
    private static final int STANDARD_RINGING = 60;
    private static final int LONGEST_RINGING = 600;
    private static final int LONGEST_CALL = 86_400;
    private static final int LONGEST_CREDENTIAL = 256;

    private static final Map<String, String> MISSING_AT_ANSWER = missing();
    private static final Map<String, String> MISSING_LATER = Map.of(
            "StatusCallback", "Give it when you make the call.",
            "TimeLimit", "Give it when you make the call.",
            "ApplicationSid", "Give Url or Twiml.");

    private CallForm() {}

    private static Map<String, String> missing() {
        String machines = "Detection of answering machines is not offered yet.";
        Map<String, String> missing = new HashMap<>();
        missing.put("ApplicationSid", "Give Url or Twiml.");
        missing.put("SendDigits", "Use <Play digits=\"...\"/> at the beginning of the document.");
        missing.put("Record", "Use the verb Record, or the attribute record of Dial.");
        missing.put("MachineDetection", machines);
        missing.put("AsyncAmd", machines);
        missing.put("CallerId", "The called side sees From.");
        missing.put("Byoc", "Calls leave through the platform's trunks.");
        missing.put("ClientNotificationUrl", "");
        return Map.copyOf(missing);
    }

    /** A call to be made. */
    static NewCall create(Parameters form) {
        Offers.refuse(form, MISSING_AT_ANSWER);
        String to = form.text("To")
                .orElseThrow(
                        () -> new ApiException(ApiError.TO_MISSING, "A 'To' phone number or SIP address is needed."));
        String from = form.text("From")
                .orElseThrow(() -> new ApiException(ApiError.FROM_MISSING, "A 'From' phone number is needed."));
        return new NewCall(
                to,
                from,
                instructions(form)
                        .orElseThrow(() -> new ApiException(
                                ApiError.URL_MISSING,
                                "Url or Twiml is needed: what shall happen when it is answered?")),
                target(form, "FallbackUrl", "FallbackMethod", ApiError.URL_INVALID),
                target(form, "StatusCallback", "StatusCallbackMethod", ApiError.STATUS_CALLBACK_INVALID),
                events(form),
                ringing(form),
                form.number("TimeLimit").map(CallForm::limit),
                credentials(form));
    }

    /** Twilio: when both Url and Twiml are given, Twiml is ignored. */
    private static Optional<Instructions> instructions(Parameters form) {
        Optional<Instructions> url =
                target(form, "Url", "Method", ApiError.URL_INVALID).map(Instructions.FromUrl::new);
        return url.isPresent() ? url : form.text("Twiml").map(Instructions.Inline::new);
    }

    private static Optional<WebhookTarget> target(Parameters form, String url, String method, ApiError invalid) {
        return Targets.read(form, url, method, invalid);
    }

    private static Set<CallStatus> events(Parameters form) {
        Set<CallStatus> events = EnumSet.noneOf(CallStatus.class);
        for (String value : form.all("StatusCallbackEvent")) {
            for (String name : value.strip().split("[ ,]+", -1)) {
                event(name).ifPresent(events::add);
            }
        }
        return events.isEmpty() ? Set.of(CallStatus.COMPLETED) : events;
    }

    private static Optional<CallStatus> event(String name) {
        return switch (name) {
            case "" -> Optional.empty();
            case "initiated" -> Optional.of(CallStatus.INITIATED);
            case "ringing" -> Optional.of(CallStatus.RINGING);
            case "answered" -> Optional.of(CallStatus.IN_PROGRESS);
            case "completed" -> Optional.of(CallStatus.COMPLETED);
            default ->
                throw new ApiException(
                        ApiError.INVALID_PARAMETER,
                        "StatusCallbackEvent must be initiated, ringing, answered or completed, repeated for several.");
        };
    }

    private static Duration ringing(Parameters form) {
        int seconds = form.number("Timeout").orElse(STANDARD_RINGING);
        if (seconds < 1 || seconds > LONGEST_RINGING) {
            throw new ApiException(ApiError.TIMEOUT_INVALID, "Timeout must be 1 to " + LONGEST_RINGING + " seconds.");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Duration limit(int seconds) {
        if (seconds < 1 || seconds > LONGEST_CALL) {
            throw new ApiException(ApiError.INVALID_PARAMETER, "TimeLimit must be 1 to " + LONGEST_CALL + " seconds.");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Optional<SipCredentials> credentials(Parameters form) {
        Optional<SipCredentials> credentials = form.text("SipAuthUsername")
                .map(user ->
                        new SipCredentials(user, form.first("SipAuthPassword").orElse("")));
        credentials.ifPresent(given -> {
            if (given.user().length() > LONGEST_CREDENTIAL || given.password().length() > LONGEST_CREDENTIAL) {
                throw new ApiException(ApiError.INVALID_PARAMETER, "SipAuthUsername or SipAuthPassword is too long.");
            }
        });
        return credentials;
    }

    /** A change of a living call. */
    static CallChange change(Parameters form) {
        Offers.refuse(form, MISSING_LATER);
        Optional<Instructions> instructions = instructions(form);
        Optional<String> status = form.text("Status");
        if (status.isPresent() && instructions.isPresent()) {
            throw new ApiException(ApiError.INVALID_PARAMETER, "Give either Status or a new Url or Twiml, not both.");
        }
        if (instructions.isPresent()) {
            return new CallChange.Redirect(
                    instructions.get(), target(form, "FallbackUrl", "FallbackMethod", ApiError.URL_INVALID));
        }
        return switch (status.orElse("")) {
            case "completed" -> new CallChange.Complete();
            case "canceled" -> new CallChange.Cancel();
            case "" ->
                throw new ApiException(ApiError.URL_MISSING, "There is nothing to change: give Url, Twiml or Status.");
            default ->
                throw new ApiException(ApiError.STATUS_INVALID, "Status can be set to completed or canceled only.");
        };
    }
}
