// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import io.lastpath.linux.internal.file.HostFiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same files, with a count of the system calls that a look at them takes, about: three for the
 * content of a file (open, read, close), four for a folder (its entries are asked for until there
 * are no more), one for anything else.
 */
final class CountedFiles implements HostFiles {

    private static final int FILE = 3;
    private static final int FOLDER = 4;

    private final HostFiles files;
    private final AtomicInteger calls = new AtomicInteger();

    CountedFiles(HostFiles files) {
        this.files = files;
    }

    /** {@return about so many system calls until now} */
    int calls() {
        return calls.get();
    }

    @Override
    public byte[] read(String path, int most) throws IOException {
        calls.addAndGet(FILE);
        return files.read(path, most);
    }

    @Override
    public List<String> list(String path) throws IOException {
        calls.addAndGet(FOLDER);
        return files.list(path);
    }

    @Override
    public String link(String path) throws IOException {
        calls.incrementAndGet();
        return files.link(path);
    }

    @Override
    public boolean exists(String path) throws IOException {
        calls.incrementAndGet();
        return files.exists(path);
    }
}
