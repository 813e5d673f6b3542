// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The same files, with a count of the system calls that a look at them takes, about: four for the
 * content of a file (it is looked whether it is one, then open, read, close), four for a folder
 * (its entries are asked for until there are no more), one for anything else.
 */
final class CountedFiles extends HostFiles {

    private static final int CONTENT = 4;

    private final AtomicInteger calls = new AtomicInteger();

    CountedFiles(Path root) {
        super(root);
    }

    /** {@return about so many system calls until now} */
    int calls() {
        return calls.get();
    }

    @Override
    public String attribute(String path) throws IOException {
        calls.addAndGet(CONTENT);
        return super.attribute(path);
    }

    @Override
    public String table(String path) throws IOException {
        calls.addAndGet(CONTENT);
        return super.table(path);
    }

    @Override
    public List<String> list(String path) throws IOException {
        calls.addAndGet(CONTENT);
        return super.list(path);
    }

    @Override
    public String link(String path) throws IOException {
        calls.incrementAndGet();
        return super.link(path);
    }

    @Override
    public boolean exists(String path) {
        calls.incrementAndGet();
        return super.exists(path);
    }

    @Override
    public Optional<Node> node(String path) throws IOException {
        calls.incrementAndGet();
        return super.node(path);
    }
}
