// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.numbers;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.carillon.api.access.Authenticated;
import org.carillon.api.access.Tenant;
import org.carillon.api.lists.ListRequest;
import org.carillon.api.lists.Sids;
import org.carillon.api.web.Answers;
import org.carillon.api.web.Parameters;
import org.carillon.engine.directory.Directory;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.numbers.IncomingNumber;
import org.carillon.engine.numbers.NumberStore;
import org.carillon.engine.numbers.PhoneNumber;

/** The numbers of an account. */
@Path("/2010-04-01")
@Authenticated
@Dependent
public class NumbersResource {
    private final NumberStore numbers;
    private final Directory directory;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    /** Over the store and the directory that calls read. */
    @Inject
    public NumbersResource(NumberStore numbers, Directory directory, Clock clock) {
        this.numbers = numbers;
        this.directory = directory;
        this.clock = clock;
    }

    /** Takes a number. */
    @POST
    @Path("Accounts/{account}/IncomingPhoneNumbers.json")
    public Response create(@Context SecurityContext security, Parameters form) {
        IncomingNumber number =
                NumberForm.create(form, Tenant.of(security).sid(), PhoneNumberSid.random(random), now());
        if (!numbers.add(number)) {
            throw new ApiException(
                    ApiError.PHONE_NUMBER_TAKEN, "The number " + number.number() + " is not available: it is in use.");
        }
        directory.changed(number.number());
        return Answers.created(NumberBody.of(number));
    }

    /** The account's numbers. */
    @GET
    @Path("Accounts/{account}/IncomingPhoneNumbers.json")
    public Response list(@Context SecurityContext security, @Context UriInfo uri) {
        ListRequest list = ListRequest.of(uri);
        Optional<String> number = list.query().text("PhoneNumber").map(NumbersResource::pattern);
        Optional<String> name = list.query().text("FriendlyName");
        return Answers.ok(list.answer(
                "incoming_phone_numbers",
                numbers.list(Tenant.of(security).sid(), number, name, list.request()),
                NumberBody::of));
    }

    /** A filter may be a number as people write it, or a part with {@code *} for digits that do not matter. */
    private static String pattern(String text) {
        return text.contains("*")
                ? text
                : PhoneNumber.parse(text).map(PhoneNumber::e164).orElse(text);
    }

    /** One number. */
    @GET
    @Path("Accounts/{account}/IncomingPhoneNumbers/{sid}.json")
    public Response fetch(@Context SecurityContext security, @PathParam("sid") String sid) {
        return Answers.ok(NumberBody.of(find(security, sid)));
    }

    /** Changes what happens when it is called. */
    @POST
    @Path("Accounts/{account}/IncomingPhoneNumbers/{sid}.json")
    public Response update(@Context SecurityContext security, @PathParam("sid") String sid, Parameters form) {
        IncomingNumber changed = numbers.update(
                        Tenant.of(security).sid(), Sids.number(sid), before -> NumberForm.update(form, before, now()))
                .orElseThrow(NotFoundException::new);
        directory.changed(changed.number());
        return Answers.ok(NumberBody.of(changed));
    }

    /** Gives it back. */
    @DELETE
    @Path("Accounts/{account}/IncomingPhoneNumbers/{sid}.json")
    public Response delete(@Context SecurityContext security, @PathParam("sid") String sid) {
        IncomingNumber number = find(security, sid);
        if (!numbers.delete(number.account(), number.sid())) {
            throw new NotFoundException();
        }
        directory.changed(number.number());
        return Answers.removed();
    }

    private IncomingNumber find(SecurityContext security, String sid) {
        return numbers.find(Tenant.of(security).sid(), Sids.number(sid)).orElseThrow(NotFoundException::new);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
