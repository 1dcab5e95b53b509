// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.store.grid;

import org.carillon.engine.calls.session.Alarm;
import org.carillon.engine.calls.session.CallbackPlan;
import org.carillon.engine.calls.session.Deposit;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Leg;
import org.carillon.engine.calls.session.Owner;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.calls.session.Session;
import org.carillon.engine.calls.session.VerbState;
import org.carillon.engine.calls.signalling.PartyAddress;
import org.carillon.engine.calls.signalling.SignalCommand;
import org.carillon.engine.calls.signalling.SipCredentials;
import org.carillon.engine.ids.AccountSid;
import org.carillon.engine.ids.CallSid;
import org.carillon.engine.ids.NotificationSid;
import org.carillon.engine.ids.PhoneNumberSid;
import org.carillon.engine.ids.RecordingSid;
import org.carillon.engine.markup.noun.MachineDetection;
import org.carillon.engine.markup.noun.NumberNoun;
import org.carillon.engine.markup.noun.SipNoun;
import org.carillon.engine.markup.noun.TargetSettings;
import org.carillon.engine.markup.ssml.Prosody;
import org.carillon.engine.markup.ssml.Silence;
import org.carillon.engine.markup.ssml.SpeechSegment;
import org.carillon.engine.markup.value.DialKey;
import org.carillon.engine.markup.value.Parameter;
import org.carillon.engine.markup.value.RecordingCallback;
import org.carillon.engine.markup.value.StatusCallback;
import org.carillon.engine.markup.value.Tones;
import org.carillon.engine.markup.value.Trim;
import org.carillon.engine.markup.verb.Dial;
import org.carillon.engine.markup.verb.Gather;
import org.carillon.engine.markup.verb.Hangup;
import org.carillon.engine.markup.verb.Pause;
import org.carillon.engine.markup.verb.Play;
import org.carillon.engine.markup.verb.RecordVerb;
import org.carillon.engine.markup.verb.Redirect;
import org.carillon.engine.markup.verb.Reject;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.media.MediaCommand;
import org.carillon.engine.media.MediaHandle;
import org.carillon.engine.media.MixMode;
import org.carillon.engine.media.Prompt;
import org.carillon.engine.notifications.Notification;
import org.carillon.engine.recordings.Recording;
import org.carillon.engine.records.CallDirection;
import org.carillon.engine.records.CallRecord;
import org.carillon.engine.records.CallStatus;
import org.carillon.engine.records.OutboxEntry;
import org.carillon.engine.webhooks.HttpMethod;
import org.carillon.engine.webhooks.WebhookLimits;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookTarget;
import org.carillon.wire.Schema;

/**
 * The numbers of the types in a session. They never change and are never given to another type: nodes of two versions share
 * the grid while a cluster is upgraded. Each area has room for more; a new type gets the next free number of its area.
 */
public final class SessionSchema {
    /** All of them. */
    public static final Schema SCHEMA = schema();

    private SessionSchema() {}

    private static Schema schema() {
        Schema.Builder schema = Schema.builder();
        sessions(schema);
        effects(schema);
        verbStates(schema);
        signalling(schema);
        media(schema);
        verbs(schema);
        documents(schema);
        webhooks(schema);
        records(schema);
        ids(schema);
        return schema.build();
    }

    /** The session itself. */
    private static void sessions(Schema.Builder schema) {
        schema.type(1, Session.class)
                .type(2, Alarm.class)
                .type(3, Leg.class)
                .type(4, Owner.class)
                .type(5, Script.class)
                .type(6, CallbackPlan.class)
                .type(7, Session.Counters.class)
                .type(8, Leg.Negotiation.class)
                .type(9, Leg.Phase.class)
                .type(10, Script.Fetching.class)
                .type(11, Script.Stage.class)
                .type(12, Leg.Purpose.class)
                .type(13, Deposit.class);
    }

    /** What steps want done. */
    private static void effects(Schema.Builder schema) {
        schema.type(20, Effect.Dial.class)
                .type(21, Effect.Fetch.class)
                .type(22, Effect.Keep.class)
                .type(23, Effect.Media.class)
                .type(24, Effect.Signal.class)
                .type(25, Effect.Tell.class)
                .type(26, Effect.Write.class);
    }

    /** How far verbs are. */
    private static void verbStates(Schema.Builder schema) {
        schema.type(30, VerbState.Capture.class)
                .type(31, VerbState.Collecting.class)
                .type(32, VerbState.DialResult.class)
                .type(33, VerbState.Dialling.class)
                .type(34, VerbState.Idle.class)
                .type(35, VerbState.Playing.class)
                .type(36, VerbState.Preparing.class)
                .type(37, VerbState.Recording.class)
                .type(38, VerbState.Storing.class)
                .type(39, VerbState.Waiting.class)
                .type(40, VerbState.Stage.class);
    }

    /** What legs are told. */
    private static void signalling(Schema.Builder schema) {
        schema.type(45, PartyAddress.class)
                .type(46, SipCredentials.class)
                .type(47, SignalCommand.Answer.class)
                .type(48, SignalCommand.AnswerReoffer.class)
                .type(49, SignalCommand.Cancel.class)
                .type(50, SignalCommand.HangUp.class)
                .type(51, SignalCommand.Invite.class)
                .type(52, SignalCommand.Probe.class)
                .type(53, SignalCommand.Progress.class)
                .type(54, SignalCommand.Refuse.class)
                .type(55, SignalCommand.RefuseReoffer.class)
                .type(56, SignalCommand.Ring.class);
    }

    /** What media servers are told. */
    private static void media(Schema.Builder schema) {
        schema.type(65, MediaHandle.class)
                .type(66, MixMode.class)
                .type(67, MediaCommand.Bridge.class)
                .type(68, MediaCommand.Close.class)
                .type(69, MediaCommand.Collect.class)
                .type(70, MediaCommand.Join.class)
                .type(71, MediaCommand.Leave.class)
                .type(72, MediaCommand.Modify.class)
                .type(73, MediaCommand.Open.class)
                .type(74, MediaCommand.Play.class)
                .type(75, MediaCommand.Record.class)
                .type(76, MediaCommand.Stop.class)
                .type(77, MediaCommand.WatchDigits.class)
                .type(78, Prompt.Audio.class)
                .type(79, Prompt.Digits.class)
                .type(80, Prompt.Silence.class)
                .type(81, Prompt.Speech.class)
                .type(82, Prompt.Tone.class)
                .type(83, Prompt.Tone.Kind.class);
    }

    /** Documents: the verbs. */
    private static void verbs(Schema.Builder schema) {
        schema.type(90, Dial.class)
                .type(91, Gather.class)
                .type(92, Hangup.class)
                .type(93, Pause.class)
                .type(94, Play.class)
                .type(95, RecordVerb.class)
                .type(96, Redirect.class)
                .type(97, Reject.class)
                .type(98, Say.class)
                .type(99, Dial.Recording.class)
                .type(100, Dial.Refer.class)
                .type(101, Gather.Input.class)
                .type(102, Gather.Speech.class)
                .type(103, Reject.Reason.class)
                .type(104, Dial.RecordMode.class)
                .type(105, Dial.Track.class);
    }

    /** Documents: what verbs are made of. */
    private static void documents(Schema.Builder schema) {
        schema.type(115, NumberNoun.class)
                .type(116, SipNoun.class)
                .type(117, Silence.class)
                .type(118, SpeechSegment.class)
                .type(119, DialKey.class)
                .type(120, Parameter.class)
                .type(121, RecordingCallback.class)
                .type(122, Tones.class)
                .type(123, Trim.class)
                .type(124, TargetSettings.class)
                .type(125, Prosody.class)
                .type(126, MachineDetection.class)
                .type(127, StatusCallback.class)
                .type(128, SipNoun.Address.class)
                .type(129, SipNoun.Credentials.class)
                .type(130, RecordingCallback.Event.class)
                .type(131, MachineDetection.Mode.class)
                .type(132, StatusCallback.Event.class);
    }

    /** Requests to tenants. */
    private static void webhooks(Schema.Builder schema) {
        schema.type(150, WebhookRequest.class)
                .type(151, WebhookTarget.class)
                .type(152, HttpMethod.class)
                .type(153, WebhookLimits.class)
                .type(154, WebhookLimits.RetryPolicy.class);
    }

    /** What outlives the call. */
    private static void records(Schema.Builder schema) {
        schema.type(160, CallRecord.class)
                .type(161, Notification.class)
                .type(162, Recording.class)
                .type(163, CallDirection.class)
                .type(164, CallStatus.class)
                .type(165, OutboxEntry.CallEnded.class)
                .type(166, OutboxEntry.Notified.class)
                .type(167, OutboxEntry.Recorded.class)
                .type(168, Recording.Source.class)
                .type(169, Recording.Status.class);
    }

    /** Identifiers. */
    private static void ids(Schema.Builder schema) {
        schema.type(180, AccountSid.class)
                .type(181, CallSid.class)
                .type(182, RecordingSid.class)
                .type(183, PhoneNumberSid.class)
                .type(184, NotificationSid.class);
    }
}
