// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.calls.flow;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.carillon.engine.calls.session.CallState;
import org.carillon.engine.calls.session.Effect;
import org.carillon.engine.calls.session.Event;
import org.carillon.engine.calls.session.Script;
import org.carillon.engine.markup.Document;
import org.carillon.engine.markup.DocumentCache;
import org.carillon.engine.markup.MarkupException;
import org.carillon.engine.markup.MarkupParser;
import org.carillon.engine.markup.MarkupWarning;
import org.carillon.engine.markup.ssml.Prosody;
import org.carillon.engine.markup.ssml.SpeechSegment;
import org.carillon.engine.markup.verb.Hangup;
import org.carillon.engine.markup.verb.Play;
import org.carillon.engine.markup.verb.Say;
import org.carillon.engine.markup.verb.Verb;
import org.carillon.engine.webhooks.ConnectionOverrides;
import org.carillon.engine.webhooks.FailureCodes;
import org.carillon.engine.webhooks.InvalidUrlException;
import org.carillon.engine.webhooks.UrlResolver;
import org.carillon.engine.webhooks.WebhookRequest;
import org.carillon.engine.webhooks.WebhookResult;
import org.carillon.engine.webhooks.WebhookTarget;

/** Documents: asked for, read, and replaced by the fallback's when anything about one goes wrong. */
final class Documents {
    private static final List<Verb> APOLOGY = List.of(
            new Say(
                    List.of(new SpeechSegment(
                            "We are sorry, an application error has occurred. Goodbye.", Prosody.NORMAL)),
                    Optional.empty(),
                    Optional.empty(),
                    1),
            new Hangup(List.of()));

    /** Most calls get one of the same few documents. */
    private static final int REMEMBERED = 256;

    private final MarkupParser parser;
    private final DocumentCache known;

    Documents(MarkupParser parser) {
        this.parser = parser;
        this.known = new DocumentCache(parser, REMEMBERED);
    }

    /** Asks for a document; until it is there, no verb of the leg runs. */
    CallState fetch(CallState call, WebhookTarget target, Map<String, String> parameters) {
        Script script = call.script();
        if (script.documents() >= Limits.SILENT_DOCUMENTS) {
            String message = "More than " + Limits.SILENT_DOCUMENTS
                    + " documents followed one another without anything being heard; the call was ended.";
            return apologise(Notices.error(
                    call, FailureCodes.TOO_MANY_REDIRECTS, message, Requests.exchange(target, parameters, "")));
        }
        try {
            return ask(call, resolve(target, script.source()), parameters, false);
        } catch (InvalidUrlException e) {
            return failed(
                    call,
                    new Asked(target, parameters, false),
                    new Problem(FailureCodes.BAD_URL, String.valueOf(e.getMessage()), ""));
        }
    }

    private static WebhookTarget resolve(WebhookTarget target, WebhookTarget source) throws InvalidUrlException {
        if (target.url().isBlank()) {
            return new WebhookTarget(UrlResolver.absolute(source.url()), target.method());
        }
        return source.url().isBlank()
                ? new WebhookTarget(UrlResolver.absolute(target.url()), target.method())
                : new WebhookTarget(UrlResolver.resolve(source.url(), target.url()), target.method());
    }

    private static CallState ask(
            CallState call, WebhookTarget target, Map<String, String> parameters, boolean isFallback) {
        String operation = call.nextOperation();
        WebhookRequest request = Requests.about(call, operation, target, parameters);
        CallState asked = call.running(call.script().awaiting(new Script.Fetching(operation, target, isFallback)))
                .effect(new Effect.Fetch(operation, request));
        for (String warning : ConnectionOverrides.parse(target.url()).warnings()) {
            int code = warning.contains(String.valueOf(FailureCodes.BAD_OVERRIDE))
                    ? FailureCodes.BAD_OVERRIDE
                    : FailureCodes.BAD_URL;
            asked = Notices.warning(asked, code, warning, Requests.exchange(target, parameters, ""));
        }
        return asked;
    }

    /** What a verb's runner wants told, with nobody left to run the answer. */
    static CallState tellOnly(CallState call, WebhookTarget target, Map<String, String> parameters) {
        try {
            WebhookTarget absolute = resolve(target, call.script().source());
            return call.effect(operation ->
                    new Effect.Tell(operation, call.leg(), Requests.about(call, operation, absolute, parameters)));
        } catch (InvalidUrlException e) {
            return Notices.error(
                    call,
                    FailureCodes.BAD_URL,
                    String.valueOf(e.getMessage()),
                    Requests.exchange(target, parameters, ""));
        }
    }

    /** The answer is here: the document that runs now, or the way out. */
    CallState take(CallState call, Script.Fetching fetching, Event.Fetched fetched) {
        Asked asked = new Asked(fetching.target(), fetched.sent(), fetching.isFallback());
        if (fetched.result() instanceof WebhookResult.Failed failure) {
            return failed(call, asked, new Problem(FailureCodes.of(failure.kind()), failure.message(), ""));
        }
        WebhookResult.Reply reply = (WebhookResult.Reply) fetched.result();
        if (reply.status() < 200 || reply.status() > 299) {
            String message = "The server answered with the HTTP status " + reply.status() + ".";
            return failed(call, asked, new Problem(FailureCodes.RETRIEVAL_FAILURE, message, text(reply)));
        }
        WebhookTarget source = new WebhookTarget(reply.url(), asked.target().method());
        try {
            Document document = read(reply);
            CallState warned = warn(call, document.warnings(), asked.target(), asked.parameters());
            return warned.running(warned.script().running(document.verbs(), source));
        } catch (MarkupException e) {
            return failed(call, asked, new Problem(e.code(), String.valueOf(e.getMessage()), text(reply)));
        } catch (UnknownContentException e) {
            return failed(
                    call,
                    asked,
                    new Problem(FailureCodes.INVALID_CONTENT_TYPE, String.valueOf(e.getMessage()), text(reply)));
        }
    }

    /** Runs a document that came with a request of the API. */
    CallState inline(CallState call, String text) throws MarkupException {
        Document document = parser.parse(text);
        WebhookTarget source = call.script().source();
        CallState warned = warn(call, document.warnings(), source, Map.of());
        return warned.running(warned.script().running(document.verbs(), source));
    }

    private Document read(WebhookResult.Reply reply) throws MarkupException, UnknownContentException {
        if (reply.body().length() == 0) {
            return new Document(List.of(), List.of());
        }
        String type = reply.contentType().toLowerCase(Locale.ROOT);
        int semicolon = type.indexOf(';');
        String bare = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        if (bare.startsWith("audio/")) {
            return new Document(List.of(new Play(Optional.of(reply.url()), Optional.empty(), 1)), List.of());
        }
        return switch (bare) {
            case "text/xml", "application/xml", "text/html" ->
                known.parse(reply.body().bytes(), Optional.of(reply.contentType()));
            case "text/plain" -> spoken(text(reply).strip());
            default ->
                throw new UnknownContentException("The content type '" + bare
                        + "' cannot be run: send text/xml or application/xml, audio/*, or text/plain.");
        };
    }

    private static Document spoken(String text) {
        if (text.isEmpty()) {
            return new Document(List.of(), List.of());
        }
        Say say = new Say(
                List.of(new SpeechSegment(text.replaceAll("\\s+", " "), Prosody.NORMAL)),
                Optional.empty(),
                Optional.empty(),
                1);
        return new Document(List.of(say), List.of());
    }

    /** What a document that came with the call should not have said. */
    static CallState warn(CallState call, List<MarkupWarning> warnings) {
        return warn(call, warnings, call.script().source(), Map.of());
    }

    private static CallState warn(
            CallState call, List<MarkupWarning> warnings, WebhookTarget target, Map<String, String> sent) {
        CallState warned = call;
        for (MarkupWarning warning : warnings) {
            String place = warning.line() > 0 ? " (line " + warning.line() + ", column " + warning.column() + ")" : "";
            warned = Notices.warning(
                    warned, warning.code(), warning.message() + place, Requests.exchange(target, sent, ""));
        }
        return warned;
    }

    /** What went wrong with a document. */
    private record Problem(int code, String message, String response) {}

    /** What a document was asked with. */
    private record Asked(WebhookTarget target, Map<String, String> parameters, boolean isFallback) {}

    private CallState failed(CallState call, Asked asked, Problem problem) {
        CallState told = Notices.error(
                call,
                problem.code(),
                problem.message(),
                Requests.exchange(asked.target(), asked.parameters(), problem.response()));
        Optional<WebhookTarget> fallback = told.script().fallback();
        if (asked.isFallback() || fallback.isEmpty()) {
            return apologise(told);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("ErrorCode", Integer.toString(problem.code()));
        parameters.put("ErrorUrl", WebhookTarget.shown(asked.target().url()));
        return ask(told, fallback.get(), parameters, true);
    }

    private static CallState apologise(CallState call) {
        Script script = call.script();
        return call.running(script.running(APOLOGY, script.source()));
    }

    private static String text(WebhookResult.Reply reply) {
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }

    private static final class UnknownContentException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownContentException(String message) {
            super(message);
        }
    }
}
