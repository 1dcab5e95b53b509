/**
 * The REST API: a web application that shows the call engine in the shape that the official SDKs of Twilio's 2010 API expect.
 * Each resource reads its parameters, calls one service of the engine and turns the result into a representation. It knows
 * nothing of signalling, media servers or databases.
 */
@NullMarked
package org.carillon.api;

import org.jspecify.annotations.NullMarked;
