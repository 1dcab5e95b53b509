/**
 * What a Say speaks: text and SSML tags, turned into words with a manner of speaking and silences of an exact length.
 * Numbers, dates and spelled words are written out here, because speech synthesisers differ in how they read them.
 * The result names no voice and no synthesiser.
 */
@NullMarked
package org.carillon.engine.markup.ssml;

import org.jspecify.annotations.NullMarked;
