// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api.recordings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import org.carillon.api.web.Times;
import org.carillon.engine.recordings.Recording;
import org.jspecify.annotations.Nullable;

/** A recording as the API shows it. */
@JsonNaming(SnakeCaseStrategy.class)
record RecordingBody(
        String accountSid,
        String apiVersion,
        String callSid,
        @Nullable String conferenceSid,
        int channels,
        String dateCreated,
        String dateUpdated,
        String startTime,
        @Nullable String price,
        @Nullable String priceUnit,
        @Nullable String duration,
        String sid,
        String source,
        String status,
        @Nullable Integer errorCode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String track,
        String uri,
        Map<String, String> subresourceUris,
        @Nullable Map<String, String> encryptionDetails,
        String mediaUrl) {

    /** In the account's list. */
    static RecordingBody of(Recording recording, String publicUrl) {
        return of(recording, publicUrl, "/2010-04-01/Accounts/" + recording.account(), null);
    }

    /** In a call's list. */
    static RecordingBody ofCall(Recording recording, String publicUrl) {
        String base = "/2010-04-01/Accounts/" + recording.account() + "/Calls/" + recording.call();
        return of(recording, publicUrl, base, "both");
    }

    private static RecordingBody of(Recording recording, String publicUrl, String base, @Nullable String track) {
        boolean known = recording.status() == Recording.Status.COMPLETED
                || recording.status() == Recording.Status.PROCESSING
                || recording.status() == Recording.Status.DELETED;
        return new RecordingBody(
                recording.account().value(),
                "2010-04-01",
                recording.call().value(),
                null,
                recording.channels(),
                Times.rfc2822(recording.created()),
                Times.rfc2822(recording.updated()),
                Times.rfc2822(recording.started()),
                null,
                null,
                known ? String.valueOf(Math.round(recording.length().toMillis() / 1000.0)) : null,
                recording.sid().value(),
                recording.source().text(),
                status(recording.status()),
                recording.errorCode().orElse(null),
                track,
                base + "/Recordings/" + recording.sid() + ".json",
                Map.of(),
                null,
                publicUrl + "/2010-04-01/Accounts/" + recording.account() + "/Recordings/" + recording.sid());
    }

    /** The SDKs' list of statuses has no "failed": such a recording is absent, and its error code says why. */
    private static String status(Recording.Status status) {
        return status == Recording.Status.FAILED ? Recording.Status.ABSENT.text() : status.text();
    }
}
