/**
 * What every request and answer shares: parameters, the JSON form, errors, request ids. Bodies and queries are read strictly
 * and within bounds. Whatever goes wrong, also in the container, is answered as an object with code, message, more_info and
 * status.
 */
@NullMarked
package org.carillon.api.web;

import org.jspecify.annotations.NullMarked;
