// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.recordings;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Function;
import org.carillon.api.ApiSettings;
import org.carillon.api.access.Authenticated;
import org.carillon.api.access.Tenant;
import org.carillon.api.lists.ListRequest;
import org.carillon.api.lists.Sids;
import org.carillon.api.lists.TimeRange;
import org.carillon.api.web.Answers;
import org.carillon.engine.calls.CallService;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.recordings.RecordingFilter;
import org.carillon.engine.recordings.RecordingStore;
import org.carillon.engine.recordings.RecordingVault;

/** The recordings of an account, and of a call. */
@Path("/2010-04-01")
@Authenticated
@Dependent
public class RecordingsResource {
    private final RecordingStore recordings;
    private final RecordingVault vault;
    private final CallService calls;
    private final ApiSettings settings;

    /** Over the metadata and the audio. */
    @Inject
    public RecordingsResource(
            RecordingStore recordings, RecordingVault vault, CallService calls, ApiSettings settings) {
        this.recordings = recordings;
        this.vault = vault;
        this.calls = calls;
        this.settings = settings;
    }

    /** The account's recordings, newest first. */
    @GET
    @Path("Accounts/{account}/Recordings.json")
    public Response list(@Context SecurityContext security, @Context UriInfo uri) {
        ListRequest list = ListRequest.of(uri);
        Optional<CallSid> call = Sids.callFilter(list, "CallSid");
        RecordingFilter filter = filter(list, call, deletedToo(list));
        return page(list, Tenant.of(security).sid(), filter, r -> RecordingBody.of(r, settings.publicUrl()));
    }

    /** A call's recordings, newest first. */
    @GET
    @Path("Accounts/{account}/Calls/{call}/Recordings.json")
    public Response listOfCall(
            @Context SecurityContext security, @Context UriInfo uri, @PathParam("call") String call) {
        ListRequest list = ListRequest.of(uri);
        AccountSid account = Tenant.of(security).sid();
        CallSid sid = calls.find(account, Sids.call(call))
                .orElseThrow(NotFoundException::new)
                .sid();
        RecordingFilter filter = filter(list, Optional.of(sid), false);
        return page(list, account, filter, r -> RecordingBody.ofCall(r, settings.publicUrl()));
    }

    private static RecordingFilter filter(ListRequest list, Optional<CallSid> call, boolean deletedToo) {
        TimeRange created = TimeRange.read(list.query(), "DateCreated");
        return new RecordingFilter(call, created.from(), created.before(), deletedToo);
    }

    private static boolean deletedToo(ListRequest list) {
        return list.query().flag("IncludeSoftDeleted").orElse(false);
    }

    private Response page(
            ListRequest list, AccountSid account, RecordingFilter filter, Function<Recording, Object> body) {
        return Answers.ok(list.answer("recordings", recordings.list(account, filter, list.request()), body));
    }

    /** One recording. */
    @GET
    @Path("Accounts/{account}/Recordings/{sid}.json")
    public Response fetch(@Context SecurityContext security, @Context UriInfo uri, @PathParam("sid") String sid) {
        boolean deletedToo = deletedToo(ListRequest.of(uri));
        Recording recording = recordings
                .find(Tenant.of(security).sid(), Sids.recording(sid))
                .filter(found -> deletedToo || found.status() != Recording.Status.DELETED)
                .orElseThrow(NotFoundException::new);
        return Answers.ok(RecordingBody.of(recording, settings.publicUrl()));
    }

    /** One recording of a call. */
    @GET
    @Path("Accounts/{account}/Calls/{call}/Recordings/{sid}.json")
    public Response fetchOfCall(
            @Context SecurityContext security, @PathParam("call") String call, @PathParam("sid") String sid) {
        return Answers.ok(RecordingBody.ofCall(find(security, call, sid), settings.publicUrl()));
    }

    private Recording find(SecurityContext security, String call, String sid) {
        return recordings
                .find(Tenant.of(security).sid(), Sids.recording(sid))
                .filter(found -> found.call().value().equals(call) && found.status() != Recording.Status.DELETED)
                .orElseThrow(NotFoundException::new);
    }

    /** Removes a recording and its audio. */
    @DELETE
    @Path("Accounts/{account}/Recordings/{sid}.json")
    public Response delete(@Context SecurityContext security, @PathParam("sid") String sid) {
        return delete(Tenant.of(security).sid(), Sids.recording(sid));
    }

    /** Removes a recording of a call and its audio. */
    @DELETE
    @Path("Accounts/{account}/Calls/{call}/Recordings/{sid}.json")
    public Response deleteOfCall(
            @Context SecurityContext security, @PathParam("call") String call, @PathParam("sid") String sid) {
        Recording recording = find(security, call, sid);
        return delete(recording.account(), recording.sid());
    }

    /** Metadata first: what is left behind when the second step fails is audio that nobody can reach any more. */
    private Response delete(AccountSid account, RecordingSid sid) {
        boolean known = recordings
                .find(account, sid)
                .filter(found -> found.status() != Recording.Status.DELETED)
                .isPresent();
        if (!known || !recordings.delete(account, sid)) {
            if (recordings.find(account, sid).isEmpty()
                    && vault.open(account, sid).isPresent()) {
                throw new ApiException(
                        ApiError.CONFLICT, "The recording is being stored and cannot be deleted yet; try again.");
            }
            throw new NotFoundException();
        }
        vault.delete(account, sid);
        return Answers.removed();
    }
}
