// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import io.lastpath.linux.internal.file.HostFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The same files, without a folder and all that is in it. Links to it stay. */
record WithoutFolder(HostFiles files, String folder) implements HostFiles {

    private boolean isMissing(String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private String there(String path) throws IOException {
        if (isMissing(path)) {
            throw new NoSuchFileException(path);
        }
        return path;
    }

    @Override
    public byte[] read(String path, int most) throws IOException {
        return files.read(there(path), most);
    }

    @Override
    public List<String> list(String path) throws IOException {
        return files.list(there(path)).stream()
                .filter(name -> !isMissing(path + "/" + name))
                .toList();
    }

    @Override
    public String link(String path) throws IOException {
        return files.link(there(path));
    }

    @Override
    public boolean exists(String path) throws IOException {
        return !isMissing(path) && files.exists(path);
    }
}
