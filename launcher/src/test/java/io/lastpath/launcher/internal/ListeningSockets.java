// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a process of this Linux listens on, as the kernel tells. */
public final class ListeningSockets {

    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /**
     * Lists the listening TCP sockets of a process.
     *
     * @param pid the process
     * @return address and port of each, for example {@code 127.0.0.1:9999}
     * @throws IOException if the kernel does not tell
     */
    public static List<String> of(long pid) throws IOException {
        Set<String> inodes = inodes(Path.of("/proc/" + pid + "/fd"));
        List<String> sockets = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] words = line.strip().split("\\s+");
                if (words[3].equals(LISTEN) && inodes.contains("socket:[" + words[9] + "]")) {
                    sockets.add(address(words[1]));
                }
            }
        }
        return sockets;
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(descriptors)) {
            for (Path each : files.toList()) {
                if (Files.exists(each) || Files.isSymbolicLink(each)) {
                    inodes.add(Files.readSymbolicLink(each).toString());
                }
            }
        }
        return inodes;
    }

    /** The kernel writes addresses in words of the machine's byte order. */
    private static String address(String text) throws IOException {
        String[] parts = text.split(":");
        byte[] bytes = new byte[parts[0].length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int from = (i / 4 * 4 + 3 - i % 4) * 2;
            bytes[i] = (byte) Integer.parseInt(parts[0].substring(from, from + 2), 16);
        }
        return InetAddress.getByAddress(bytes).getHostAddress()
                + ":"
                + Integer.parseInt(parts[1], 16);
    }
}
