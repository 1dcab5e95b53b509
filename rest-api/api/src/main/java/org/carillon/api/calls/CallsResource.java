// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.calls;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.carillon.api.access.Authenticated;
import org.carillon.api.access.Tenant;
import org.carillon.api.lists.ListRequest;
import org.carillon.api.lists.Sids;
import org.carillon.api.lists.TimeRange;
import org.carillon.api.web.Answers;
import org.carillon.api.web.Parameters;
import org.carillon.engine.calls.CallChange;
import org.carillon.engine.calls.CallService;
import org.carillon.engine.calls.NewCall;
import org.carillon.engine.directory.BlockingWork;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.errors.StoreUnavailableException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.numbers.PhoneNumber;
import org.carillon.engine.records.CallFilter;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The calls of an account. */
@Path("/2010-04-01")
@Authenticated
@Dependent
public class CallsResource {
    private static final Logger LOG = Logger.getLogger(CallsResource.class);

    private final CallService calls;
    private final Idempotency idempotency;
    private final BlockingWork threads;

    /** Over the engine. */
    @Inject
    public CallsResource(CallService calls, Idempotency idempotency, BlockingWork threads) {
        this.calls = calls;
        this.idempotency = idempotency;
        this.threads = threads;
    }

    /** Makes a call. */
    @POST
    @Path("Accounts/{account}/Calls.json")
    public CompletionStage<Response> create(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") @Nullable String key, Parameters form) {
        AccountSid account = Tenant.of(security).sid();
        NewCall call = CallForm.create(form);
        if (key == null) {
            return later(calls.create(account, call), record -> Answers.created(CallBody.of(record)));
        }
        Idempotency.Result result = idempotency.once(account, key, form.digest(), () -> calls.create(account, call));
        return later(
                result.call(),
                record -> Response.fromResponse(Answers.created(CallBody.of(record)))
                        .header("Idempotent-Replayed", result.repeated())
                        .build());
    }

    /**
     * A fault that is not one of the list leaves open whether the work was accepted. It is answered with 409, for SDKs repeat
     * any request after a 5xx, and the call would be made twice.
     */
    private CompletionStage<Response> later(CompletionStage<CallRecord> stage, Function<CallRecord, Response> answer) {
        CompletionStage<CallRecord> told = stage.handle((record, error) -> {
            if (error == null) {
                return record;
            }
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            if (cause instanceof ApiException api) {
                throw api;
            }
            if (cause instanceof StoreUnavailableException unavailable) {
                // It was needed to find out what may be done, so nothing was done.
                throw unavailable;
            }
            LOG.errorf(cause, "CARAPI0011 It is not known whether a request for a call was carried out");
            throw new ApiException(
                    ApiError.CONFLICT,
                    "It is not known whether this was done; look at the list of calls before you repeat it.");
        });
        return Answers.later(told, threads, answer);
    }

    /** The account's calls, newest first. */
    @GET
    @Path("Accounts/{account}/Calls.json")
    public Response list(@Context SecurityContext security, @Context UriInfo uri) {
        ListRequest list = ListRequest.of(uri);
        TimeRange started = TimeRange.read(list.query(), "StartTime");
        TimeRange ended = TimeRange.read(list.query(), "EndTime");
        CallFilter filter = new CallFilter(
                address(list, "To"),
                address(list, "From"),
                Sids.callFilter(list, "ParentCallSid"),
                status(list),
                started.from(),
                started.before(),
                ended.from(),
                ended.before());
        return Answers.ok(
                list.answer("calls", calls.list(Tenant.of(security).sid(), filter, list.request()), CallBody::of));
    }

    private static Optional<String> address(ListRequest list, String name) {
        return list.query()
                .text(name)
                .map(text -> PhoneNumber.parse(text).map(PhoneNumber::e164).orElse(text));
    }

    private static Optional<CallStatus> status(ListRequest list) {
        return list.query()
                .text("Status")
                .map(text -> CallStatus.parse(text)
                        .orElseThrow(
                                () -> new ApiException(ApiError.INVALID_PARAMETER, "Status is not one of a call's.")));
    }

    /** One call. */
    @GET
    @Path("Accounts/{account}/Calls/{sid}.json")
    public Response fetch(@Context SecurityContext security, @PathParam("sid") String sid) {
        return Answers.ok(CallBody.of(
                calls.find(Tenant.of(security).sid(), Sids.call(sid)).orElseThrow(NotFoundException::new)));
    }

    /** Redirects, completes or cancels a living call. */
    @POST
    @Path("Accounts/{account}/Calls/{sid}.json")
    public CompletionStage<Response> modify(
            @Context SecurityContext security,
            @PathParam("sid") String sid,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            Parameters form) {
        CallChange change = CallForm.change(form);
        String command = key == null ? UUID.randomUUID().toString() : "key-" + Idempotency.checked(key);
        return later(
                calls.modify(Tenant.of(security).sid(), Sids.call(sid), command, change),
                record -> Answers.ok(CallBody.of(record)));
    }

    /** Removes the record of an ended call. */
    @DELETE
    @Path("Accounts/{account}/Calls/{sid}.json")
    public Response delete(@Context SecurityContext security, @PathParam("sid") String sid) {
        if (!calls.delete(Tenant.of(security).sid(), Sids.call(sid))) {
            throw new NotFoundException();
        }
        return Answers.removed();
    }
}
