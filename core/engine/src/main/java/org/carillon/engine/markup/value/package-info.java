/**
 * The small types that verbs and nouns share: keys, tones, request methods, callbacks.
 * Each accepts only what it can stand for, so whoever holds one need not check it again.
 * They know nothing of documents or of XML.
 */
@NullMarked
package org.carillon.engine.markup.value;

import org.jspecify.annotations.NullMarked;
