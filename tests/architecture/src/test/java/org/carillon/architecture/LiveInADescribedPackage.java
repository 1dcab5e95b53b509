// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The package has a package-info that makes nulls explicit. */
final class LiveInADescribedPackage extends ArchCondition<JavaClass> {
    LiveInADescribedPackage() {
        super("live in a package with a package-info and @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean described = type.getPackage().tryGetPackageInfo().isPresent();
        if (!described) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a package without package-info"));
        }
    }
}
