/**
 * Deployment processors that turn a WAR with SIP servlets into a SIP application.
 * They find the application, add the module dependency, make components for injection and start it with the web application.
 * A WAR without SIP parts passes through untouched.
 */
@NullMarked
package org.carillon.sip.deployment;

import org.jspecify.annotations.NullMarked;
