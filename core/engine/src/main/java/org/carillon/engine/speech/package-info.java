/**
 * Speech: which of our voices speaks when a document names one of Twilio's. The table is data; nothing here knows a
 * synthesiser. The voices are made to sound by the media layer.
 */
@NullMarked
package org.carillon.engine.speech;

import org.jspecify.annotations.NullMarked;
