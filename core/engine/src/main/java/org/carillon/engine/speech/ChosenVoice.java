// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.speech;

/**
 * The voice that speaks.
 *
 * @param voice the synthesiser and its voice, for example {@code flite:slt} or {@code espeak-ng:de+f3}
 * @param known false when the document names a voice or a language that the table does not have: the default speaks then,
 *     and the tenant is warned (Twilio 13511)
 */
public record ChosenVoice(String voice, boolean known) {}
