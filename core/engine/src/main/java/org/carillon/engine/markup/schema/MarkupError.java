// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.schema;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can be wrong with a document, under the numbers of Twilio's error dictionary. The numbers 12290 to
 * 12299 are our own: Twilio has none for these cases. The page docs/errors.md shows this list. It is longer than other
 * files here because it is the list.
 */
public enum MarkupError {
    DOCUMENT_TOO_LARGE(
            11750,
            Severity.ERROR,
            "Document too large",
            "The document has more bytes than the installation allows (64 KB unless set otherwise).",
            "Split it and go from one part to the next with <Redirect>."),
    DOCUMENT_EMPTY(
            11770,
            Severity.ERROR,
            "Empty document",
            "The server answered, but with nothing in the body.",
            "Answer with a document; <Response/> is the smallest one and ends the call."),
    DOCUMENT_PARSE_FAILURE(
            12100,
            Severity.ERROR,
            "Document parse failure",
            "The document is not well-formed XML, has a document type declaration, or its bytes do not fit its charset.",
            "Look at the line and column named; escape & and < in texts; send UTF-8; put nothing before <?xml."),
    XML_VERSION(
            12101,
            Severity.ERROR,
            "Invalid XML version",
            "The document declares another XML version than 1.0.",
            "Declare version=\"1.0\" or nothing."),
    ROOT_NOT_RESPONSE(
            12102,
            Severity.ERROR,
            "The root element must be Response",
            "The outermost element has another name. Names are case-sensitive.",
            "Put the verbs inside <Response>."),
    SCHEMA_VIOLATION(
            12200,
            Severity.BOTH,
            "Schema violation",
            "An element or attribute does not exist, stands where it may not, or has a value that it cannot have. A wrong attribute is left out with a warning; a wrong element is an error and nothing of the document is run.",
            "Compare with the list of verbs and attributes; names are case-sensitive."),
    NOT_ACTED_UPON(
            12290,
            Severity.WARNING,
            "Not acted upon yet",
            "The attribute or element is known and was read, but this version does nothing with it.",
            "Do without it, or see the list of verbs and attributes for what is offered."),
    TOO_MANY_ELEMENTS(
            12291,
            Severity.ERROR,
            "Too many elements",
            "The document has more elements than the installation allows (1000 unless set otherwise).",
            "Split it and go from one part to the next with <Redirect>."),
    NESTED_TOO_DEEP(
            12292,
            Severity.ERROR,
            "Nested too deep",
            "Elements stand inside one another deeper than the installation allows (16 levels unless set otherwise).",
            "Take superfluous tags away; no verb needs more than five levels."),
    ATTRIBUTE_TOO_LONG(
            12293,
            Severity.ERROR,
            "Attribute too long",
            "An attribute's value is longer than the installation allows (4096 characters unless set otherwise).",
            "Shorten it; keep state on your server and pass a key in the URL."),
    TAG_READ_AS_TEXT(
            12294,
            Severity.WARNING,
            "Speech tag read as text",
            "A tag inside <Say> has no effect of its own here: its text is spoken plainly.",
            "Take the tag away, or use break, prosody, say-as or sub."),
    DIAL_METHOD(
            13210,
            Severity.WARNING,
            "Dial: invalid method value",
            "method is neither GET nor POST. POST is used.",
            "Write GET or POST."),
    DIAL_TIMEOUT(
            13212,
            Severity.WARNING,
            "Dial: invalid timeout value",
            "timeout is not a whole number of seconds from 1 to 600. A larger one becomes 600, anything else 30.",
            "Write 1 to 600."),
    DIAL_HANGUP_ON_STAR(
            13213,
            Severity.WARNING,
            "Dial: invalid hangupOnStar value",
            "hangupOnStar is neither true nor false. false is used.",
            "Write true or false."),
    DIAL_CALLER_ID(
            13214,
            Severity.WARNING,
            "Dial: invalid callerId value",
            "callerId is no telephone number and no address. The caller's own number is shown.",
            "Write a number in E.164 form, for example +442079460958."),
    DIAL_NESTED_ELEMENT(
            13215,
            Severity.ERROR,
            "Dial: invalid nested element",
            "Something stands inside <Dial> that is none of its nouns.",
            "Put only <Number> and <Sip> inside <Dial>; other verbs go before or after."),
    DIAL_TIME_LIMIT(
            13216,
            Severity.WARNING,
            "Dial: invalid timeLimit value",
            "timeLimit is not a whole number of seconds from 1 to 86400. A larger one becomes 86400, anything else 14400.",
            "Write 1 to 86400."),
    DIAL_RECORD(
            13217,
            Severity.WARNING,
            "Dial: invalid record value",
            "record is none of do-not-record, record-from-answer, record-from-ringing, record-from-answer-dual, record-from-ringing-dual (true and false are understood as well). Nothing is recorded.",
            "Write one of these values."),
    DIAL_SEQUENTIAL(
            13218,
            Severity.WARNING,
            "Dial: invalid sequential value",
            "sequential is neither true nor false. false is used.",
            "Write true or false."),
    DIAL_ANSWER_ON_BRIDGE(
            13219,
            Severity.WARNING,
            "Dial: invalid answerOnBridge value",
            "answerOnBridge is neither true nor false. false is used.",
            "Write true or false."),
    DIAL_RING_TONE(
            13220,
            Severity.WARNING,
            "Dial: invalid ringTone value",
            "ringTone is none of the known country codes. The called network's own tone is heard.",
            "Write a two-letter country code in small letters, for example us."),
    NUMBER_METHOD(
            13221,
            Severity.WARNING,
            "Dial, Number: invalid method value",
            "method is neither GET nor POST. POST is used.",
            "Write GET or POST."),
    NUMBER_SEND_DIGITS(
            13222,
            Severity.WARNING,
            "Dial, Number: invalid sendDigits value",
            "sendDigits has a character that is no key and no wait. Nothing is sent.",
            "Use 0-9, *, # and w (half a second) or W (a second)."),
    DIAL_NOBODY(
            13223,
            Severity.WARNING,
            "Dial: invalid phone number format",
            "There is nobody to call: no number, an empty one, or one with characters that no number has. A <Dial> without a single target ends with DialCallStatus=failed.",
            "Write a number in E.164 form, for example +442079460958."),
    SIP_METHOD(
            13241,
            Severity.WARNING,
            "Dial, Sip: invalid method value",
            "method is neither GET nor POST. POST is used.",
            "Write GET or POST."),
    SIP_URI(
            13243,
            Severity.WARNING,
            "Dial, Sip: invalid SIP URI",
            "The address is no SIP URI. This target is not called.",
            "Write for example sip:alice@example.com."),
    SIP_CREDENTIALS(
            13249,
            Severity.WARNING,
            "Dial, Sip: invalid username or password",
            "There is a username without a password or the other way round, or one is longer than 255 characters. The call is made without them.",
            "Give both or none."),
    TOO_MANY_TARGETS(
            13250,
            Severity.WARNING,
            "Dial: too many URIs passed",
            "There are more than ten targets in a <Dial>, or more than ten addresses in a <Sip>. Only the first ten are used.",
            "Name ten or fewer."),
    TOO_MANY_HEADERS(
            13251,
            Severity.WARNING,
            "Dial: too many headers passed",
            "A <Sip> has more than twenty headers. Only the first twenty are sent.",
            "Send twenty or fewer."),
    SIP_HEADER_NAME(
            13252,
            Severity.WARNING,
            "Dial: invalid header name",
            "A header's name is missing or is no token. The header is not sent.",
            "Use letters, digits and hyphens; start with X-."),
    SIP_HEADER_TOO_LONG(
            13253,
            Severity.WARNING,
            "Dial: header is too long",
            "A header's name and value are longer than 1024 characters, or the value has a line break. The header is not sent.",
            "Shorten it."),
    RECORDING_CALLBACK(
            13256,
            Severity.WARNING,
            "Invalid recordingStatusCallback URL",
            "The address is malformed, or neither http nor https. Nothing is posted there.",
            "Write a URL, absolute or relative to the document."),
    TRANSCRIBE_CALLBACK(
            13257,
            Severity.WARNING,
            "Invalid transcribeCallback URL",
            "The address is malformed, or neither http nor https. Nothing is posted there.",
            "Write a URL, absolute or relative to the document."),
    GATHER_FINISH_ON_KEY(
            13310,
            Severity.WARNING,
            "Gather: invalid finishOnKey value",
            "finishOnKey has a character that is none of 0-9, * and #. # is used.",
            "Write keys, or nothing between the quotes for none."),
    GATHER_METHOD(
            13312,
            Severity.WARNING,
            "Gather: invalid method value",
            "method is neither GET nor POST. POST is used.",
            "Write GET or POST."),
    GATHER_TIMEOUT(
            13313,
            Severity.WARNING,
            "Gather: invalid timeout value",
            "timeout is not a whole number of seconds from 1 to 14400. A larger one becomes 14400, anything else 5.",
            "Write 1 or more."),
    GATHER_NUM_DIGITS(
            13314,
            Severity.WARNING,
            "Gather: invalid numDigits value",
            "numDigits is not a whole number from 1 to 1000. A larger one becomes 1000, with anything else the number of keys has no bound.",
            "Write 1 or more."),
    GATHER_NESTED_VERB(
            13320,
            Severity.ERROR,
            "Gather: invalid nested verb",
            "Something stands inside <Gather> that may not.",
            "Put only <Say>, <Play> and <Pause> inside <Gather>."),
    GATHER_SAY_VOICE(
            13321,
            Severity.WARNING,
            "Gather, Say: invalid voice value",
            "voice is not known. The default voice speaks.",
            "See the list of voices."),
    GATHER_SAY_LOOP(
            13322,
            Severity.WARNING,
            "Gather, Say: invalid loop value",
            "loop is not a whole number from 0 to 1000. A larger one becomes 1000, anything else 1.",
            "Write 0 (until the call ends) or more."),
    GATHER_INPUT(
            13326,
            Severity.WARNING,
            "Gather: invalid input value",
            "input is none of dtmf, speech and \"dtmf speech\". dtmf is used.",
            "Write one of these."),
    GATHER_SPEECH_TIMEOUT(
            13327,
            Severity.WARNING,
            "Gather: invalid speechTimeout value",
            "speechTimeout is neither auto nor a whole number of seconds from 1 to 14400.",
            "Write auto or 1 or more."),
    GATHER_MAX_SPEECH_TIME(
            13328,
            Severity.WARNING,
            "Gather: invalid maxSpeechTime value",
            "maxSpeechTime is not a whole number of seconds from 1 to 60. A larger one, and anything else, becomes 60.",
            "Write 1 to 60."),
    GATHER_PARTIAL_METHOD(
            13329,
            Severity.WARNING,
            "Gather: invalid partialResultCallbackMethod value",
            "The method is neither GET nor POST. POST is used.",
            "Write GET or POST."),
    GATHER_HINTS(
            13330,
            Severity.WARNING,
            "Gather: invalid hints value",
            "There are more than 500 hints, or one has more than 100 characters. Those beyond are left out.",
            "Name fewer, or shorter ones."),
    GATHER_LANGUAGE(
            13331,
            Severity.WARNING,
            "Gather: invalid language value",
            "language is no language tag. en-US is used.",
            "Write for example en-GB."),
    GATHER_BARGE_IN(
            13332,
            Severity.WARNING,
            "Gather: invalid bargeIn value",
            "bargeIn is neither true nor false. true is used.",
            "Write true or false."),
    GATHER_PROFANITY_FILTER(
            13333,
            Severity.WARNING,
            "Gather: invalid profanityFilter value",
            "profanityFilter is neither true nor false. true is used.",
            "Write true or false."),
    GATHER_SPEECH_MODEL(
            13334,
            Severity.WARNING,
            "Gather: invalid model value",
            "speechModel is empty or has characters that no model's name has. The default model is used.",
            "Name a model."),
    GATHER_EMPTY_RESULT(
            13338,
            Severity.WARNING,
            "Gather: invalid actionOnEmptyResult value",
            "actionOnEmptyResult is neither true nor false. false is used.",
            "Write true or false."),
    PLAY_LOOP(
            13410,
            Severity.WARNING,
            "Play: invalid loop value",
            "loop is not a whole number from 0 to 1000. A larger one becomes 1000, anything else 1.",
            "Write 0 (until the call ends) or more."),
    PLAY_DIGITS(
            13430,
            Severity.WARNING,
            "Play: invalid DTMF string",
            "digits has a character that is no key and no wait. No key is pressed.",
            "Use 0-9, *, # and w (half a second) or W (a second)."),
    SAY_LOOP(
            13510,
            Severity.WARNING,
            "Say: invalid loop value",
            "loop is not a whole number from 0 to 1000. A larger one becomes 1000, anything else 1.",
            "Write 0 (until the call ends) or more."),
    SAY_VOICE(
            13511,
            Severity.WARNING,
            "Say: invalid voice value",
            "voice is not known. The default voice speaks.",
            "See the list of voices."),
    SAY_LANGUAGE(
            13512,
            Severity.WARNING,
            "Say: invalid language value",
            "language is no language tag, or there is no voice for it. The voice's own language is used.",
            "Write for example en-GB."),
    SAY_RATE(
            13513,
            Severity.WARNING,
            "Say: invalid rate value",
            "The rate of a prosody tag cannot be read, or is not from 20 % to 200 %. The nearest, or the rate around it, is used.",
            "Write x-slow, slow, medium, fast, x-fast or 20% to 200%."),
    SAY_TEXT(
            13520,
            Severity.WARNING,
            "Say: invalid text",
            "There is nothing to say. The verb is left out.",
            "Put a text between <Say> and </Say>."),
    SAY_TOO_LONG(
            13521,
            Severity.ERROR,
            "Say: character limits exceeded",
            "The text is longer than the installation allows (4096 characters unless set otherwise).",
            "Split it into several <Say>."),
    RECORD_METHOD(
            13610,
            Severity.WARNING,
            "Record: invalid method value",
            "method is neither GET nor POST. POST is used.",
            "Write GET or POST."),
    RECORD_TIMEOUT(
            13611,
            Severity.WARNING,
            "Record: invalid timeout value",
            "timeout is not a whole number of seconds from 0 to 14400. A larger one becomes 14400, anything else 5.",
            "Write 0 (silence does not end the recording) or more."),
    RECORD_MAX_LENGTH(
            13612,
            Severity.WARNING,
            "Record: invalid maxLength value",
            "maxLength is not a whole number of seconds from 1 to 14400. A larger one becomes 14400, anything else 3600.",
            "Write 1 or more."),
    RECORD_FINISH_ON_KEY(
            13613,
            Severity.WARNING,
            "Record: invalid finishOnKey value",
            "finishOnKey has a character that is none of 0-9, * and #. All of them are used.",
            "Write keys, or nothing between the quotes for none."),
    RECORD_TRANSCRIBE(
            13614,
            Severity.WARNING,
            "Record: invalid transcribe value",
            "transcribe is neither true nor false. false is used.",
            "Write true or false."),
    RECORD_PLAY_BEEP(
            13616,
            Severity.WARNING,
            "Record: playBeep must be true or false",
            "playBeep is neither true nor false. true is used.",
            "Write true or false."),
    RECORDING_EVENT(
            13621,
            Severity.WARNING,
            "Invalid recordingStatusCallbackEvent value",
            "An event is none of in-progress, completed and absent. It is left out; completed is used when none is left.",
            "Write these names with spaces between."),
    RECORDING_TRACK(
            13622,
            Severity.WARNING,
            "Record: invalid recordingTrack value",
            "recordingTrack is none of both, inbound and outbound. both is used.",
            "Write one of these."),
    RECORD_TRIM(
            13699,
            Severity.WARNING,
            "Record: invalid trim value",
            "trim is neither trim-silence nor do-not-trim. do-not-trim is used.",
            "Write one of these."),
    REDIRECT_METHOD(
            13710,
            Severity.WARNING,
            "Redirect: invalid method value",
            "method is neither GET nor POST. POST is used.",
            "Write GET or POST."),
    VERB_NOT_OFFERED(
            13750,
            Severity.ERROR,
            "Verb not supported by this version",
            "The element exists at Twilio but is not offered here yet. Nothing of the document is run.",
            "Do without it; see the list of verbs for what is offered."),
    REJECT_REASON(
            13810,
            Severity.WARNING,
            "Reject: invalid reason",
            "reason is neither rejected nor busy. rejected is used.",
            "Write rejected or busy."),
    PAUSE_LENGTH(
            13910,
            Severity.WARNING,
            "Pause: invalid length value",
            "length is not a whole number of seconds from 1 to 14400. A larger one becomes 14400, anything else 1.",
            "Write 1 or more.");

    /** What a mistake does to the document. */
    public enum Severity {
        /** Nothing of the document is run. */
        ERROR,
        /** The document is run; the explanation says what is done instead. */
        WARNING,
        /** One or the other; the explanation says which. */
        BOTH
    }

    private final int code;
    private final Severity severity;
    private final String title;
    private final String explanation;
    private final String remedy;

    MarkupError(int code, Severity severity, String title, String explanation, String remedy) {
        this.code = code;
        this.severity = severity;
        this.title = title;
        this.explanation = explanation;
        this.remedy = remedy;
    }

    /** The error of a number. */
    public static Optional<MarkupError> ofCode(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }

    /** The number under which it is filed, five digits. */
    public int code() {
        return code;
    }

    public Severity severity() {
        return severity;
    }

    /** A few words. */
    public String title() {
        return title;
    }

    /** What is wrong and what is done instead, in sentences. */
    public String explanation() {
        return explanation;
    }

    /** What the author of the document should do, in sentences. */
    public String remedy() {
        return remedy;
    }
}
