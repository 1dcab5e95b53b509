// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.api;

/**
 * Settings of the API.
 *
 * @param publicUrl under which tenants reach the API, without a slash at the end ({@code carillon.public-url})
 * @param publicMedia whether the audio of recordings is served without credentials to whoever knows its address, as Twilio
 *     does ({@code carillon.api.public-media}, default true)
 */
public record ApiSettings(String publicUrl, boolean publicMedia) {}
