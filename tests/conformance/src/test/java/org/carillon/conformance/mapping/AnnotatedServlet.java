// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.mapping;

import javax.servlet.sip.annotation.SipServlet;

/** Declared by its annotation; sip.xml names it, too. */
@SipServlet(name = "annotated", applicationName = "by-annotation")
public final class AnnotatedServlet extends NamedServlet {}
