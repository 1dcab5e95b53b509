// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
/**
 * The application that {@code ./carillon bench sip} deploys on every SIP servlet container. It is bytecode for all of them: nothing
 * in it names {@code javax.servlet} or {@code jakarta.servlet}, only {@code javax.servlet.sip}.
 */
@NullMarked
package org.carillon.load.sip.app;

import org.jspecify.annotations.NullMarked;
