// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.ids.AccountSid;
import org.carillon.store.secrets.Seal;

/** A row of account. The auth token is sealed. */
@Entity
@Table(name = "account")
class AccountEntity {
    @Id
    @Column(name = "sid")
    private String sid = "";

    @Column(name = "friendly_name")
    private String friendlyName = "";

    @Column(name = "status")
    private String status = "";

    @Column(name = "auth_token")
    private String authToken = "";

    @Column(name = "owner_sid")
    private String owner = "";

    @Column(name = "created_at")
    private Instant created = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updated = Instant.EPOCH;

    protected AccountEntity() {}

    static AccountEntity of(Account account, Seal seal) {
        AccountEntity row = new AccountEntity();
        row.sid = account.sid().value();
        row.created = Columns.time(account.created());
        row.change(account, seal);
        return row;
    }

    /** Takes over what may change: all but SID and creation. */
    final void change(Account to, Seal seal) {
        friendlyName = Columns.text(to.friendlyName());
        status = Words.of(to.status());
        authToken = seal.seal(to.authToken(), sid);
        owner = to.owner().value();
        updated = Columns.time(to.updated());
    }

    Account toAccount(Seal seal) {
        return new Account(
                new AccountSid(sid),
                friendlyName,
                Words.parse(Account.Status.class, status),
                seal.open(authToken, sid),
                new AccountSid(owner),
                created,
                updated);
    }
}
