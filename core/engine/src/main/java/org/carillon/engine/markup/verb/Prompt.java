// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.markup.verb;

/** A verb that only makes the caller hear something; these are the verbs that may stand inside a {@link Gather}. */
public sealed interface Prompt extends Verb permits Say, Play, Pause {}
