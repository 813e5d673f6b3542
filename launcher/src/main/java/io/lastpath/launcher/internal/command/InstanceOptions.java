// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import io.lastpath.launcher.internal.connect.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which instance a command is for; before or after the command's name. */
final class InstanceOptions {

    @Option(
            names = "--pid",
            paramLabel = "PID",
            scope = ScopeType.INHERIT,
            description = "The process of the instance; needed if several run here.")
    private Optional<Long> pid;

    @Option(
            names = "--jmx",
            paramLabel = "ADDRESS",
            scope = ScopeType.INHERIT,
            description = "An instance by remote JMX: HOST:PORT or a service:jmx: URL.")
    private Optional<String> jmx;

    @Option(
            names = "--user",
            paramLabel = "USER",
            scope = ScopeType.INHERIT,
            description = "The user to log in as, with --jmx.")
    private Optional<String> user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Its first line is the password of --user.")
    private Optional<Path> passwordFile;

    @Option(
            names = "--tls",
            scope = ScopeType.INHERIT,
            description = "The instance at --jmx HOST:PORT speaks TLS.")
    private boolean tls;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Certificates to trust with --tls, as PEM; by default those that Java trusts.")
    private Optional<Path> trusted;

    /**
     * Looks for an option that would not be heeded.
     *
     * @return what is wrong with the options together; empty for nothing
     */
    Optional<String> flaw() {
        if (jmx.isEmpty() && !ofRemote().isEmpty()) {
            return Optional.of(
                    String.join(", ", ofRemote())
                            + " without --jmx: an instance on this host is attached to without it;"
                            + " name a remote one with --jmx HOST:PORT, or leave it out");
        }
        if (jmx.isPresent() && pid.isPresent()) {
            return Optional.of("--pid with --jmx: name one instance, on this host or a remote one");
        }
        if (trusted.isPresent() && !tls) {
            return Optional.of("--trust without --tls: nothing would be encrypted; add --tls");
        }
        return passwordFile.isPresent() && user.isEmpty()
                ? Optional.of("--password-file without --user: say whose password it is")
                : Optional.empty();
    }

    private List<String> ofRemote() {
        List<String> given = new ArrayList<>();
        user.ifPresent(name -> given.add("--user"));
        passwordFile.ifPresent(file -> given.add("--password-file"));
        if (tls) {
            given.add("--tls");
        }
        trusted.ifPresent(file -> given.add("--trust"));
        return given;
    }

    /** {@return the instance} */
    Target target() {
        return new Target(pid, jmx, user, passwordFile, tls, trusted);
    }
}
