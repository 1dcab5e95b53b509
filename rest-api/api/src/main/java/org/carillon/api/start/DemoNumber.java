// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberHook;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookTarget;
import org.jboss.logging.Logger;

/**
 * The number that the demonstration calls. Its URL follows the settings, for the demonstration's port may move, until its
 * owner gives it another one.
 */
final class DemoNumber {
    private static final Logger LOG = Logger.getLogger(DemoNumber.class);

    private final NumberStore numbers;
    private final Directory directory;

    DemoNumber(NumberStore numbers, Directory directory) {
        this.numbers = numbers;
        this.directory = directory;
    }

    void attach(AccountSid owner, PhoneNumber number, String voiceUrl, Instant now) {
        Optional<WebhookTarget> voice = Optional.of(new WebhookTarget(voiceUrl, HttpMethod.POST));
        Optional<IncomingNumber> existing = numbers.findByNumber(number);
        if (existing.filter(found -> !found.account().equals(owner)).isPresent()) {
            LOG.warnf("CARAPI0022 The demonstration number %s belongs to another account and is left alone", number);
            return;
        }
        if (existing.isEmpty()) {
            numbers.add(new IncomingNumber(
                    PhoneNumberSid.random(new SecureRandom()),
                    owner,
                    number,
                    "Demonstration",
                    voice,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    now,
                    now));
        } else if (!isOurs(existing.get(), voiceUrl)) {
            LOG.infof("CARAPI0025 The demonstration number %s has another URL by now and is left alone", number);
            return;
        } else if (!existing.get().voice().equals(voice)) {
            numbers.update(
                    owner,
                    existing.get().sid(),
                    before -> isOurs(before, voiceUrl) ? withVoice(before, voice, now) : before);
        } else {
            return;
        }
        directory.changed(number);
        LOG.infof("CARAPI0021 The demonstration number %s asks %s", number, voiceUrl);
    }

    private static boolean isOurs(IncomingNumber number, String voiceUrl) {
        URI ours = URI.create(voiceUrl);
        return number.voice()
                .filter(now -> isSameButForThePort(ours, now.url()))
                .isPresent();
    }

    private static boolean isSameButForThePort(URI ours, String present) {
        try {
            URI found = new URI(present);
            return Objects.equals(ours.getScheme(), found.getScheme())
                    && Objects.equals(ours.getHost(), found.getHost())
                    && Objects.equals(ours.getPath(), found.getPath());
        } catch (URISyntaxException e) {
            // An owner's URL is kept as it was written, with blanks and braces.
            return false;
        }
    }

    private static IncomingNumber withVoice(IncomingNumber number, Optional<WebhookTarget> voice, Instant now) {
        return new IncomingNumber(
                number.sid(),
                number.account(),
                number.number(),
                number.friendlyName(),
                NumberHook.of(voice),
                number.onFailure(),
                number.onEnd(),
                number.callerIdLookup(),
                number.created(),
                now);
    }
}
