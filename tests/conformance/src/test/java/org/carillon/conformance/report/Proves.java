// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.conformance.report;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which section a test proves: {@code JSR 289 11.2.1} or {@code RFC 3261 8.2.2.1}. The name of the test says what. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Proves {
    /** The section. */
    String value();

    /** Whether the test shows that something wrong is refused. */
    boolean negative() default false;
}
