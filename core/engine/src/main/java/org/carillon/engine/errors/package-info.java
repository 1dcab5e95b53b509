/**
 * Errors that tenants see in answers of the API: one list of codes, one exception that carries an entry of it. The REST API
 * maps the exception to a response; nobody else builds error bodies. Codes and meanings are Twilio's where Twilio has one.
 */
@NullMarked
package org.carillon.engine.errors;

import org.jspecify.annotations.NullMarked;
