// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.engine.webhooks;

/** A URL and the method with which it is asked. The URL may end in a fragment with connection overrides. */
public record WebhookTarget(String url, HttpMethod method) {}
