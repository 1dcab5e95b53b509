// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.accounts;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.carillon.api.access.Authenticated;
import org.carillon.api.access.Tenant;
import org.carillon.api.lists.ListRequest;
import org.carillon.api.web.Answers;
import org.carillon.api.web.Parameters;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.accounts.AccountStore;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.paging.Page;

/** The account that asks. */
@Path("/2010-04-01")
@Authenticated
@Dependent
public class AccountsResource {
    private static final int NAME_CHARACTERS = 64;

    private final AccountStore accounts;
    private final Directory directory;
    private final Clock clock;

    /** Over the store and the directory that calls read. */
    @Inject
    public AccountsResource(AccountStore accounts, Directory directory, Clock clock) {
        this.accounts = accounts;
        this.directory = directory;
        this.clock = clock;
    }

    /** The accounts that the credentials reach: one. */
    @GET
    @Path("Accounts.json")
    public Response list(@Context SecurityContext security, @Context UriInfo uri) {
        ListRequest list = ListRequest.of(uri);
        Account account = Tenant.of(security).account();
        Parameters query = list.query();
        boolean wanted =
                query.text("FriendlyName").map(account.friendlyName()::equals).orElse(true)
                        && query.text("Status").map(status(account)::equals).orElse(true)
                        && list.request().after().isEmpty();
        Page<Account> page = new Page<>(wanted ? List.of(account) : List.of(), Optional.empty());
        return Answers.ok(list.answer("accounts", page, AccountBody::of));
    }

    /** Subaccounts are not offered yet. */
    @POST
    @Path("Accounts.json")
    public Response create(@Context SecurityContext security) {
        throw new ApiException(ApiError.NOT_OFFERED, "Subaccounts are not offered yet.");
    }

    /** The account itself. */
    @GET
    @Path("Accounts/{account}.json")
    public Response fetch(@Context SecurityContext security) {
        return Answers.ok(AccountBody.of(Tenant.of(security).account()));
    }

    /** Renames it. */
    @POST
    @Path("Accounts/{account}.json")
    public Response update(@Context SecurityContext security, Parameters form) {
        Account changed = accounts.update(Tenant.of(security).sid(), before -> changed(before, form))
                .orElseThrow(NotFoundException::new);
        directory.changed(changed.sid());
        return Answers.ok(AccountBody.of(changed));
    }

    private Account changed(Account before, Parameters form) {
        if (!form.text("Status").orElse(status(before)).equals(status(before))) {
            throw new ApiException(
                    ApiError.FORBIDDEN, "The status of a main account is set by the operator of the platform only.");
        }
        return new Account(
                before.sid(),
                form.text("FriendlyName").map(AccountsResource::name).orElse(before.friendlyName()),
                before.status(),
                before.authToken(),
                before.owner(),
                before.created(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static String name(String name) {
        if (name.length() > NAME_CHARACTERS) {
            throw new ApiException(
                    ApiError.INVALID_PARAMETER, "FriendlyName has more than " + NAME_CHARACTERS + " characters.");
        }
        return name;
    }

    private static String status(Account account) {
        return account.status().name().toLowerCase(Locale.ROOT);
    }
}
