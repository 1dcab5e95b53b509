// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.notifications;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.notifications.NotificationStore;

/** What went wrong in an account's calls. */
@Path("/2010-04-01")
@Authenticated
@Dependent
public class NotificationsResource {
    private final NotificationStore notifications;
    private final CallService calls;

    /** Over the store. */
    @Inject
    public NotificationsResource(NotificationStore notifications, CallService calls) {
        this.notifications = notifications;
        this.calls = calls;
    }

    /** The account's notifications, newest first. */
    @GET
    @Path("Accounts/{account}/Notifications.json")
    public Response list(@Context SecurityContext security, @Context UriInfo uri) {
        ListRequest list = ListRequest.of(uri);
        return page(list, Tenant.of(security).sid(), Optional.empty(), NotificationBody::listed);
    }

    /** A call's notifications, newest first. */
    @GET
    @Path("Accounts/{account}/Calls/{call}/Notifications.json")
    public Response listOfCall(
            @Context SecurityContext security, @Context UriInfo uri, @PathParam("call") String call) {
        ListRequest list = ListRequest.of(uri);
        AccountSid account = Tenant.of(security).sid();
        CallSid sid = calls.find(account, Sids.call(call))
                .orElseThrow(NotFoundException::new)
                .sid();
        return page(list, account, Optional.of(sid), n -> NotificationBody.ofCall(n, sid, false));
    }

    private Response page(
            ListRequest list, AccountSid account, Optional<CallSid> call, Function<Notification, Object> body) {
        TimeRange date = TimeRange.read(list.query(), "MessageDate");
        Optional<Integer> level = level(list);
        return Answers.ok(list.answer(
                "notifications",
                notifications.list(account, call, level, date.from(), date.before(), list.request()),
                body));
    }

    /** Twilio's parameter is Log; LogLevel is what its documentation called it. */
    private static Optional<Integer> level(ListRequest list) {
        Optional<Integer> level =
                list.query().number("Log").or(() -> list.query().number("LogLevel"));
        if (level.filter(l -> l != Notification.ERROR && l != Notification.WARNING)
                .isPresent()) {
            throw new ApiException(ApiError.INVALID_PARAMETER, "Log must be 0 (errors) or 1 (warnings).");
        }
        return level;
    }

    /** One notification. */
    @GET
    @Path("Accounts/{account}/Notifications/{sid}.json")
    public Response fetch(@Context SecurityContext security, @PathParam("sid") String sid) {
        return Answers.ok(NotificationBody.whole(find(security, sid)));
    }

    /** One notification of a call. */
    @GET
    @Path("Accounts/{account}/Calls/{call}/Notifications/{sid}.json")
    public Response fetchOfCall(
            @Context SecurityContext security, @PathParam("call") String call, @PathParam("sid") String sid) {
        CallSid owner = Sids.call(call);
        Notification notification = find(security, sid);
        if (notification.call().filter(owner::equals).isEmpty()) {
            throw new NotFoundException();
        }
        return Answers.ok(NotificationBody.ofCall(notification, owner, true));
    }

    private Notification find(SecurityContext security, String sid) {
        return notifications
                .find(Tenant.of(security).sid(), Sids.notification(sid))
                .orElseThrow(NotFoundException::new);
    }
}
