// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
public final class Version {

    private Version() {}

    /** {@return the version, for example {@code 1.0.0}} */
    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream("/lastpath-version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("the version of this build cannot be read", e);
        }
    }
}
