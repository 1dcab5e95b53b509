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
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.notifications.Notification;
import org.jspecify.annotations.Nullable;

/** A row of notification. Written once, never changed. */
@Entity
@Table(name = "notification")
class NotificationEntity {
    @Id
    @Column(name = "sid")
    private String sid = "";

    @Column(name = "account_sid")
    private String account = "";

    @Column(name = "call_sid")
    private @Nullable String call;

    @Column(name = "log_level")
    private int level;

    @Column(name = "error_code")
    private int errorCode;

    @Column(name = "message")
    private String message = "";

    @Column(name = "request_url")
    private String requestUrl = "";

    @Column(name = "request_method")
    private String requestMethod = "";

    @Column(name = "request_variables")
    private String requestVariables = "";

    @Column(name = "response_body")
    private String responseBody = "";

    @Column(name = "created_at")
    private Instant created = Instant.EPOCH;

    protected NotificationEntity() {}

    static NotificationEntity of(Notification notification) {
        NotificationEntity row = new NotificationEntity();
        row.sid = notification.sid().value();
        row.account = notification.account().value();
        row.call = notification.call().map(CallSid::value).orElse(null);
        row.level = notification.level();
        row.errorCode = notification.errorCode();
        row.message = Columns.text(notification.message());
        row.requestUrl = Columns.text(notification.requestUrl());
        row.requestMethod = Columns.text(notification.requestMethod());
        row.requestVariables = Columns.text(notification.requestVariables());
        row.responseBody = Columns.text(notification.responseBody());
        row.created = Columns.time(notification.created());
        return row;
    }

    Notification toNotification() {
        return new Notification(
                new NotificationSid(sid),
                new AccountSid(account),
                Optional.ofNullable(call).map(CallSid::new),
                level,
                errorCode,
                message,
                requestUrl,
                requestMethod,
                requestVariables,
                responseBody,
                created);
    }
}
