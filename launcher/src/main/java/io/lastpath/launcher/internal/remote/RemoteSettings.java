// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /**
     * Reads the settings.
     *
     * @param etc the folder of configuration files
     * @return the settings; empty where remote JMX is off, as it is by default
     * @throws LauncherException if they are wrong or unsafe
     */
    public static Optional<RemoteSettings> read(Path etc) {
        Properties properties = load(etc.resolve(FILE));
        String port = text(properties, "jmx.port", "0");
        if (port.equals("0")) {
            return Optional.empty();
        }
        RemoteSettings settings =
                new RemoteSettings(
                        address(text(properties, "jmx.host", "127.0.0.1")),
                        port(port),
                        etc.resolve(text(properties, "jmx.password.file", "jmx.passwords")),
                        path(etc, properties, "jmx.keystore"),
                        path(etc, properties, "jmx.keystore.password.file"));
        settings.check();
        return Optional.of(settings);
    }

    private void check() {
        if (address.isAnyLocalAddress()) {
            throw wrong(
                    "jmx.host "
                            + address.getHostAddress()
                            + " is every address; name the one that clients connect to");
        }
        if (!address.isLoopbackAddress() && keyStore.isEmpty()) {
            throw wrong(
                    "jmx.host "
                            + address.getHostAddress()
                            + " can be reached from the network, so jmx.keystore has to name a"
                            + " certificate for TLS");
        }
        if (keyStore.isPresent() && keyStorePasswordFile.isEmpty()) {
            throw wrong("jmx.keystore needs jmx.keystore.password.file");
        }
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (!Files.exists(file)) {
            return properties;
        }
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new LauncherException(ExitCode.FAILED, file + " cannot be read: " + e, e);
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

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw wrong("jmx.port '" + text + "' is not a number from 0 (off) to 65535");
        }
        return Integer.parseInt(text);
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw wrong("jmx.host '" + host + "' is unknown here");
        }
    }

    private static LauncherException wrong(String sentence) {
        return new LauncherException(ExitCode.FAILED, "etc/" + FILE + ": " + sentence);
    }
}
