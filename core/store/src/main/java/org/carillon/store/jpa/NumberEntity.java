// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberHook;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.webhooks.HttpMethod;
import org.jspecify.annotations.Nullable;

/** A row of incoming_number. */
@Entity
@Table(name = "incoming_number")
class NumberEntity {
    @Id
    @Column(name = "sid")
    private String sid = "";

    @Column(name = "account_sid")
    private String account = "";

    @Column(name = "phone_number")
    private String number = "";

    @Column(name = "friendly_name")
    private String friendlyName = "";

    @Column(name = "voice_url")
    private @Nullable String voiceUrl;

    @Column(name = "voice_method")
    private @Nullable String voiceMethod;

    @Column(name = "voice_fallback_url")
    private @Nullable String voiceFallbackUrl;

    @Column(name = "voice_fallback_method")
    private @Nullable String voiceFallbackMethod;

    @Column(name = "status_callback_url")
    private @Nullable String statusCallbackUrl;

    @Column(name = "status_callback_method")
    private @Nullable String statusCallbackMethod;

    @Column(name = "caller_id_lookup")
    private boolean callerIdLookup;

    @Column(name = "created_at")
    private Instant created = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updated = Instant.EPOCH;

    protected NumberEntity() {}

    static NumberEntity of(IncomingNumber number) {
        NumberEntity row = new NumberEntity();
        row.sid = number.sid().value();
        row.account = number.account().value();
        row.number = number.number().e164();
        row.created = Columns.time(number.created());
        row.change(number);
        return row;
    }

    /** Takes over what may change: all but SID, account, number and creation. */
    final void change(IncomingNumber to) {
        friendlyName = Columns.text(to.friendlyName());
        voiceUrl = url(to.onCall());
        voiceMethod = to.onCall().method().name();
        voiceFallbackUrl = url(to.onFailure());
        voiceFallbackMethod = to.onFailure().method().name();
        statusCallbackUrl = url(to.onEnd());
        statusCallbackMethod = to.onEnd().method().name();
        callerIdLookup = to.callerIdLookup();
        updated = Columns.time(to.updated());
    }

    boolean belongsTo(AccountSid owner) {
        return account.equals(owner.value());
    }

    IncomingNumber toNumber() {
        return new IncomingNumber(
                new PhoneNumberSid(sid),
                new AccountSid(account),
                new PhoneNumber(number),
                friendlyName,
                hook(voiceUrl, voiceMethod),
                hook(voiceFallbackUrl, voiceFallbackMethod),
                hook(statusCallbackUrl, statusCallbackMethod),
                callerIdLookup,
                created,
                updated);
    }

    private static @Nullable String url(NumberHook hook) {
        return Columns.text(hook.url());
    }

    /** Older rows have no method where they have no URL. */
    private static NumberHook hook(@Nullable String url, @Nullable String method) {
        return new NumberHook(Optional.ofNullable(url), method == null ? HttpMethod.POST : HttpMethod.valueOf(method));
    }
}
