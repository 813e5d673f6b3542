// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.net.ssl.SSLException;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** Instances that listen for remote JMX. */
final class RemoteInstances {

    private RemoteInstances() {}

    /**
     * Connects to an instance.
     *
     * @param target names an address
     * @return the connection
     */
    static RuntimeConnection open(Target target) {
        String address = target.address().orElseThrow();
        JMXServiceURL url = url(address);
        try {
            return RuntimeConnection.over(
                    address, JMXConnectorFactory.connect(url, environment(target)));
        } catch (SecurityException e) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    address + " does not let us in: " + e.getMessage() + "; see --user",
                    e);
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.NOTHING_RUNNING,
                    "no instance answers at " + address + ": " + innermost(e) + remedy(target, e),
                    e);
        }
    }

    /**
     * Reads an address.
     *
     * @param address {@code HOST:PORT} or a JMX service URL
     * @return the URL
     */
    static JMXServiceURL url(String address) {
        boolean whole = address.startsWith("service:");
        if (!whole && !address.matches("(\\[[0-9a-fA-F:.]+]|[^:/\\s]+):[0-9]{1,5}")) {
            throw notAnAddress(address);
        }
        try {
            return new JMXServiceURL(
                    whole ? address : "service:jmx:rmi:///jndi/rmi://" + address + "/jmxrmi");
        } catch (MalformedURLException e) {
            throw notAnAddress(address);
        }
    }

    private static LauncherException notAnAddress(String address) {
        return new LauncherException(
                ExitCode.USAGE, "'" + address + "' is neither HOST:PORT nor a service:jmx: URL");
    }

    private static Map<String, Object> environment(Target target) {
        Map<String, Object> environment = new HashMap<>(RuntimeConnection.ATTENTIVE);
        if (target.tls()) {
            target.trusted().ifPresent(TrustedCertificates::use);
            environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
        }
        target.user()
                .ifPresent(
                        user ->
                                environment.put(
                                        JMXConnector.CREDENTIALS,
                                        new String[] {user, password(target, user)}));
        return environment;
    }

    private static String password(Target target, String user) {
        Path file =
                target.passwordFile()
                        .orElseThrow(
                                () ->
                                        new LauncherException(
                                                ExitCode.USAGE,
                                                "--user " + user + " needs --password-file FILE"));
        try {
            return Files.readAllLines(file).stream().findFirst().orElse("");
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.USAGE,
                    "the password file " + file + " cannot be read: " + Reasons.of(e),
                    e);
        }
    }

    /** A certificate that is not trusted is a matter of its own, and says so. */
    private static String remedy(Target target, Throwable e) {
        boolean plain = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) {
                return "";
            }
            plain |= cause instanceof SSLException;
        }
        return target.tls() && plain ? "; if it does not speak TLS, leave out --tls" : "";
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
