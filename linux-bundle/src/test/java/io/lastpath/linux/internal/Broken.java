// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import io.lastpath.linux.internal.file.HostFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The same files, one of them broken. */
public final class Broken implements HostFiles {

    /** Ways in which a file may be broken. */
    public enum Breakage {
        REMOVED,
        EMPTIED,
        GARBLED,
        SHORTENED,
        OTHER_TEXT,
        UNREADABLE,
        VANISHES_ONCE
    }

    private final HostFiles files;
    private final String broken;
    private final Breakage breakage;
    private boolean vanished;

    public Broken(HostFiles files, String broken, Breakage breakage) {
        this.files = files;
        this.broken = broken;
        this.breakage = breakage;
    }

    private void refuse(String path) throws IOException {
        if (!path.equals(broken)) {
            return;
        }
        if (breakage == Breakage.REMOVED || breakage == Breakage.VANISHES_ONCE && !vanished) {
            vanished = true;
            throw new java.nio.file.NoSuchFileException(path);
        }
        if (breakage == Breakage.UNREADABLE) {
            throw new java.nio.file.FileSystemException(path, null, "Input/output error");
        }
    }

    @Override
    public byte[] read(String path, int most) throws IOException {
        refuse(path);
        byte[] content = files.read(path, most);
        return path.equals(broken) ? mutated(content) : content;
    }

    private byte[] mutated(byte[] content) {
        return switch (breakage) {
            case EMPTIED -> new byte[0];
            case GARBLED -> new byte[] {'%', 7, (byte) 0xff, (byte) 0xfe, 0, 'x', '\n'};
            case SHORTENED -> java.util.Arrays.copyOf(content, content.length / 2);
            case OTHER_TEXT -> "garbage\n".getBytes(StandardCharsets.US_ASCII);
            default -> content;
        };
    }

    @Override
    public List<String> list(String path) throws IOException {
        if (breakage == Breakage.UNREADABLE) {
            refuse(path);
        }
        List<String> names = files.list(path);
        int cut = broken.lastIndexOf('/');
        return breakage == Breakage.REMOVED && broken.substring(0, cut).equals(path)
                ? names.stream().filter(name -> !broken.equals(path + "/" + name)).toList()
                : names;
    }

    @Override
    public String link(String path) throws IOException {
        refuse(path);
        String target = files.link(path);
        boolean changed =
                path.equals(broken)
                        && breakage != Breakage.REMOVED
                        && breakage != Breakage.VANISHES_ONCE;
        return changed ? new String(mutated(target.getBytes()), StandardCharsets.UTF_8) : target;
    }

    @Override
    public boolean exists(String path) throws IOException {
        boolean removed = path.equals(broken) && breakage == Breakage.REMOVED;
        return !removed && files.exists(path);
    }
}
