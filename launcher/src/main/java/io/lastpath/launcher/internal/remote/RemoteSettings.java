// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.launcher.internal.Reasons;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * How remote JMX is switched on, from {@code etc/lastpath.properties}.
 *
 * @param address what it listens on
 * @param port its only port
 * @param passwordFile who may log in
 * @param keyStore certificate and key for TLS; empty for none
 * @param keyStorePasswordFile holds the key store's password; empty for none
 */
public record RemoteSettings(
        InetAddress address,
        int port,
        Path passwordFile,
        Optional<Path> keyStore,
        Optional<Path> keyStorePasswordFile) {

    private static final String FILE = "lastpath.properties";

    private static final List<String> NAMES =
            List.of(
                    "jmx.port",
                    "jmx.host",
                    "jmx.password.file",
                    "jmx.keystore",
                    "jmx.keystore.password.file");

    /**
     * Reads the settings.
     *
     * @param etc the folder of configuration files
     * @return the settings; empty where remote JMX is off, as it is by default
     * @throws LauncherException if they are wrong or unsafe; it names all that is
     */
    public static Optional<RemoteSettings> read(Path etc) {
        Properties properties = load(etc.resolve(FILE));
        String port = text(properties, "jmx.port", "0");
        List<String> flaws = new ArrayList<>();
        unread(properties, flaws);
        if (port.equals("0")) {
            refuse(flaws);
            return Optional.empty();
        }
        RemoteSettings settings =
                new RemoteSettings(
                        address(text(properties, "jmx.host", "127.0.0.1"), flaws),
                        port(port, flaws),
                        etc.resolve(text(properties, "jmx.password.file", "jmx.passwords")),
                        path(etc, properties, "jmx.keystore"),
                        path(etc, properties, "jmx.keystore.password.file"));
        settings.check(flaws);
        refuse(flaws);
        return Optional.of(settings);
    }

    private static void refuse(List<String> flaws) {
        if (!flaws.isEmpty()) {
            throw new LauncherException(
                    ExitCode.FAILED, "etc/" + FILE + ": " + String.join("; ", flaws));
        }
    }

    private void check(List<String> flaws) {
        if (address.isAnyLocalAddress()) {
            flaws.add(
                    "jmx.host "
                            + address.getHostAddress()
                            + " is every address; name the one that clients connect to");
        } else if (!address.isLoopbackAddress() && keyStore.isEmpty()) {
            flaws.add(
                    "jmx.host "
                            + address.getHostAddress()
                            + " can be reached from the network, so jmx.keystore has to name a"
                            + " certificate for TLS");
        }
        if (keyStore.isPresent() && keyStorePasswordFile.isEmpty()) {
            flaws.add("jmx.keystore needs jmx.keystore.password.file");
        }
    }

    /** A misspelt name would leave a default in force that nobody wanted. */
    private static void unread(Properties properties, List<String> flaws) {
        properties.stringPropertyNames().stream()
                .filter(name -> !NAMES.contains(name))
                .sorted()
                .forEach(
                        name ->
                                flaws.add(
                                        name
                                                + " is not read; there are "
                                                + String.join(", ", NAMES)));
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (!Files.exists(file)) {
            return properties;
        }
        if (!Files.isRegularFile(file)) { // a read of a pipe would never end
            throw new LauncherException(
                    ExitCode.FAILED,
                    file + " is no file: put one with settings in its place, or take it away");
        }
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED, file + " cannot be read: " + Reasons.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new LauncherException(
                    ExitCode.FAILED, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(Properties properties, String key, String absent) {
        String text = properties.getProperty(key, "").strip();
        return text.isEmpty() ? absent : text;
    }

    private static Optional<Path> path(Path etc, Properties properties, String key) {
        String text = text(properties, key, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(etc.resolve(text));
    }

    private static int port(String text, List<String> flaws) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            flaws.add("jmx.port '" + text + "' is not a number from 0 (off) to 65535");
            return 0;
        }
        return Integer.parseInt(text);
    }

    /** Where there is no address, loopback stands in its place: nothing else is wrong with that. */
    private static InetAddress address(String host, List<String> flaws) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            flaws.add("jmx.host '" + host + "' is unknown here");
            return InetAddress.getLoopbackAddress();
        }
    }
}
