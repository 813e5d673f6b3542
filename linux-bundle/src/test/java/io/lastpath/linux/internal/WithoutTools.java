// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.tool.RecordedTools;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;

/** The same files, without what the tools said. */
record WithoutTools(HostFiles files) implements HostFiles {

    private static final Set<String> TOOLS =
            Set.of(RecordedTools.KERNEL_FILE, RecordedTools.DAEMON_FILE);

    @Override
    public byte[] read(String path, int most) throws IOException {
        if (TOOLS.contains(path)) {
            throw new NoSuchFileException(path);
        }
        return files.read(path, most);
    }

    @Override
    public List<String> list(String path) throws IOException {
        return files.list(path);
    }

    @Override
    public String link(String path) throws IOException {
        return files.link(path);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return !TOOLS.contains(path) && files.exists(path);
    }
}
