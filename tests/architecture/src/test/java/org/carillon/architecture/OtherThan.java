// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package org.carillon.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/** Classes of any of these packages but one. */
final class OtherThan extends DescribedPredicate<JavaClass> {
    private final List<String> others;

    OtherThan(String own, String... all) {
        super("another adapter than " + own);
        this.others = Arrays.stream(all)
                .filter(name -> !name.equals(own))
                .map(name -> name.substring(0, name.length() - 2))
                .toList();
    }

    @Override
    public boolean test(JavaClass type) {
        String name = type.getPackageName();
        return others.stream().anyMatch(other -> name.equals(other) || name.startsWith(other + "."));
    }
}
