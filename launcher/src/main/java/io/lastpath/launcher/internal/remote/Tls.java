// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS from a key store. */
final class Tls {

    private Tls() {}

    /**
     * Opens a key store.
     *
     * @param keyStore the file, PKCS12 or JKS
     * @param passwordFile its first line is the password of the store and of the key
     * @return makes TLS server sockets
     * @throws LauncherException if the key store cannot be used
     */
    static ServerSocketFactory serverSockets(Path keyStore, Path passwordFile) {
        try {
            PlainFile.check(keyStore);
            char[] password = firstLine(passwordFile).toCharArray();
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(keyStore.toFile(), password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new LauncherException(
                    ExitCode.FAILED, "jmx.keystore " + keyStore + " cannot be used: " + e, e);
        }
    }

    private static String firstLine(Path file) throws IOException {
        PlainFile.check(file);
        return Files.readAllLines(file).stream()
                .findFirst()
                .orElseThrow(() -> new IOException(file + " is empty"));
    }
}
