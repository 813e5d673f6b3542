// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which instance a command is for.
 *
 * @param pid process on this host, by attach
 * @param address host and port or a whole JMX service URL
 * @param user the name to log in with at {@code address}
 * @param passwordFile its first line is the password
 * @param tls whether {@code address} speaks TLS
 * @param trusted PEM file of the certificates that TLS trusts; empty for those that Java trusts
 */
public record Target(
        Optional<Long> pid,
        Optional<String> address,
        Optional<String> user,
        Optional<Path> passwordFile,
        boolean tls,
        Optional<Path> trusted) {

    /** The only instance on this host. */
    public static final Target LOCAL =
            new Target(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty());
}
