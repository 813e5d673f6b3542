// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may log in, and as what: a line {@code USER ROLE HASH} for each. Read anew at each login, so
 * that a change holds at once. Safe for use by several threads.
 */
final class PasswordFile {

    /** Compared where there is no such user, so that the time does not tell. */
    private static final String NOBODY = PasswordHash.create("nobody".toCharArray());

    /** Operations over a local attach are recorded under this name, and belong to it. */
    private static final String RESERVED = "local";

    private final Path file;

    PasswordFile(Path file) {
        this.file = file;
    }

    /**
     * Checks that the file can be read by its owner only and that each line is right.
     *
     * @throws LauncherException if not
     */
    void check() {
        try {
            if (read().isEmpty()) {
                throw new IOException("it names no user; 'lastpath password' writes a line for it");
            }
        } catch (IOException e) {
            throw new LauncherException(
                    ExitCode.FAILED,
                    "remote JMX needs the password file " + file + ": " + reason(e),
                    e);
        }
    }

    /**
     * Logs a user in.
     *
     * @param user the name
     * @param password the password
     * @return the role; empty if the name or the password is wrong
     * @throws IOException if the file cannot be read or is wrong
     */
    Optional<Role> login(String user, char[] password) throws IOException {
        Entry entry = read().getOrDefault(user, new Entry(null, NOBODY));
        boolean right = PasswordHash.matches(password, entry.hash());
        return right ? Optional.ofNullable(entry.role()) : Optional.empty();
    }

    private Map<String, Entry> read() throws IOException {
        checkPermissions();
        PlainFile.check(file);
        Map<String, Entry> entries = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    add(line.strip().split("\\s+"), entries);
                } catch (IllegalArgumentException e) {
                    throw new IOException("line " + number + ": " + e.getMessage(), e);
                }
            }
        }
        return entries;
    }

    private static void add(String[] words, Map<String, Entry> entries) {
        if (words.length != 3 || !PasswordHash.isHash(words[2])) {
            throw new IllegalArgumentException("it is not 'USER ROLE HASH'");
        }
        if (words[0].equals(RESERVED)) {
            throw new IllegalArgumentException(
                    "the name " + RESERVED + " stands for whoever attaches on this host");
        }
        if (entries.put(words[0], new Entry(role(words[1]), words[2])) != null) {
            throw new IllegalArgumentException("the user " + words[0] + " is named again");
        }
    }

    private static Role role(String word) {
        for (Role role : Role.values()) {
            if (role.word().equals(word.toLowerCase(Locale.ROOT))) {
                return role;
            }
        }
        throw new IllegalArgumentException("the role is neither viewer nor operator");
    }

    private void checkPermissions() throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return; // a file system without modes
        }
        Set<PosixFilePermission> others = view.readAttributes().permissions();
        others.removeIf(permission -> permission.name().startsWith("OWNER_"));
        if (!others.isEmpty()) {
            throw new IOException("others than its owner may use it; chmod 600 it");
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is none; 'lastpath password' writes a line for it"
                : e.getMessage();
    }

    private record Entry(Role role, String hash) {}
}
