/**
 * The resource IncomingPhoneNumber: numbers of the platform that an account takes, and what happens when they are called.
 * Nothing is bought from a carrier: whoever runs the platform says which numbers reach it. Changes hold for the next call.
 */
@NullMarked
package org.carillon.api.numbers;

import org.jspecify.annotations.NullMarked;
