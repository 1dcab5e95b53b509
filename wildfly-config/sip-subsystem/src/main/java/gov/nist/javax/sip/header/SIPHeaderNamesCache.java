// SPDX-FileCopyrightText: The Carillon authors
// SPDX-License-Identifier: AGPL-3.0-or-later
package gov.nist.javax.sip.header;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Header names in lower case, without making a string each time a header is asked for.
 *
 * <p>The stack's own class of this name, whose place it takes, keeps every name that it has ever been asked for, and it is asked for
 * those that peers send: a million messages with odd names left 40 MB, and headers with names of 60 kB would have left as many as the
 * memory holds. This one keeps those that the stack knows, and a few that applications and peers use, short ones only. Safe for all
 * threads.
 */
public final class SIPHeaderNamesCache {
    /** Names of extensions that are kept; others cost a string each time. */
    static final int MOST_OTHERS = 500;

    static final int LONGEST_OTHER = 64;

    private static final Map<String, String> KNOWN = Arrays.stream(SIPHeaderNames.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
            .map(SIPHeaderNamesCache::value)
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), name -> name.toLowerCase(Locale.ROOT)));

    private static final Map<String, String> OTHERS = new ConcurrentHashMap<>();

    private SIPHeaderNamesCache() {}

    private static String value(Field constant) {
        @Nullable Object none = null;
        try {
            return (String) constant.get(none);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a public constant cannot be read: " + constant, e);
        }
    }

    /** {@return a header's name in lower case} */
    public static String toLowerCase(String name) {
        var known = KNOWN.get(name);
        if (known == null) {
            known = OTHERS.get(name);
        }
        if (known != null) {
            return known;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        if (name.length() <= LONGEST_OTHER && OTHERS.size() < MOST_OTHERS) {
            OTHERS.put(name, lower);
        }
        return lower;
    }

    /** {@return how many names are kept that the stack does not know itself} */
    static int others() {
        return OTHERS.size();
    }
}
