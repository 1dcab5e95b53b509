// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.ssml;

/** A stretch of what a Say makes heard. */
public sealed interface Segment permits SpeechSegment, Silence {}
