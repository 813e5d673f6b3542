// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.regex.Pattern;

/** The version of a bundle of ours in the form that the distribution has it in. Stateless. */
public final class ShownVersion {

    /** OSGi has a dot before the qualifier where Maven, and so the archives, have a dash. */
    private static final Pattern QUALIFIED = Pattern.compile("(\\d+\\.\\d+\\.\\d+)\\.(.+)");

    private ShownVersion() {}

    /**
     * Writes a version as the distribution does.
     *
     * @param version of a bundle, for example {@code 1.0.0} or {@code 1.0.0.SNAPSHOT}
     * @return the same, for example {@code 1.0.0} or {@code 1.0.0-SNAPSHOT}
     */
    public static String of(String version) {
        return QUALIFIED.matcher(version).replaceFirst("$1-$2");
    }
}
