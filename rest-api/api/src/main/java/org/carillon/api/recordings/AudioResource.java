// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.recordings;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.carillon.api.ApiSettings;
import org.carillon.api.access.Gate;
import org.carillon.api.answers.FilePart;
import org.carillon.engine.accounts.Account;
import org.carillon.engine.errors.ApiError;
import org.carillon.engine.errors.ApiException;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.recordings.RecordingStore;
import org.carillon.engine.recordings.RecordingVault;
import org.jspecify.annotations.Nullable;

/**
 * The audio of recordings, also under the address without a suffix, which webhooks are given. Whoever knows the two random
 * identifiers may hear it, as with Twilio, unless the operator asks for credentials.
 */
@Path("/2010-04-01")
@Dependent
public class AudioResource {
    private static final String WAV = "audio/x-wav";

    private final RecordingStore recordings;
    private final RecordingVault vault;
    private final Gate gate;
    private final ApiSettings settings;

    /** Over the audio. */
    @Inject
    public AudioResource(RecordingStore recordings, RecordingVault vault, Gate gate, ApiSettings settings) {
        this.recordings = recordings;
        this.vault = vault;
        this.gate = gate;
        this.settings = settings;
    }

    /** The audio as WAV, or a part of it. */
    @GET
    @Path("Accounts/{account}/Recordings/{sid:RE[0-9a-f]{32}}{suffix:(\\.wav)?}")
    public Response wav(
            @PathParam("account") String account,
            @PathParam("sid") String sid,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam("Range") @Nullable String range,
            @Context HttpServletRequest request) {
        AccountSid owner = owner(account, authorization);
        RecordingSid recording = new RecordingSid(sid);
        Optional<Recording> known = recordings.find(owner, recording);
        if (known.filter(found -> found.status() == Recording.Status.DELETED).isPresent()) {
            throw new NotFoundException();
        }
        // The metadata comes through the outbox and may be later than the webhook that named the recording.
        java.nio.file.Path file = vault.open(owner, recording).orElseThrow(NotFoundException::new);
        try {
            return answer(file, Files.size(file), range == null ? "" : range, request);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** MP3 is not made yet. */
    @GET
    @Path("Accounts/{account}/Recordings/{sid:RE[0-9a-f]{32}}.mp3")
    public Response mp3(
            @PathParam("account") String account,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        owner(account, authorization);
        throw new ApiException(ApiError.NOT_OFFERED, "MP3 is not offered yet; ask for the address with .wav.");
    }

    private AccountSid owner(String account, @Nullable String authorization) {
        if (!settings.publicMedia()) {
            Account caller = gate.enter(authorization);
            if (!caller.sid().value().equals(account)) {
                throw new NotFoundException();
            }
            return caller.sid();
        }
        if (!AccountSid.isValid(account)) {
            throw new NotFoundException();
        }
        return gate.active(new AccountSid(account))
                .orElseThrow(NotFoundException::new)
                .sid();
    }

    private static Response answer(java.nio.file.Path file, long size, String header, HttpServletRequest request) {
        Optional<ByteRange> part;
        try {
            part = ByteRange.read(header, size);
        } catch (ByteRange.UnsatisfiableException e) {
            Response range = Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + size)
                    .build();
            throw new ClientErrorException(range, e);
        }
        ByteRange wanted = part.orElse(new ByteRange(0, size - 1));
        Response.ResponseBuilder answer =
                Response.status(part.isPresent() ? 206 : 200).type(WAV).header("Accept-Ranges", "bytes");
        request.setAttribute(FilePart.ATTRIBUTE, new FilePart(file, wanted.first(), wanted.length()));
        part.ifPresent(p -> answer.header("Content-Range", "bytes " + p.first() + "-" + p.last() + "/" + size));
        return answer.build();
    }
}
