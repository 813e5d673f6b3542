// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The files below a folder, of which pipes are read as well: that hangs until somebody writes, as
 * an attribute of a driver that waits for its hardware does.
 */
public final class PipedFiles implements HostFiles {

    private final Path root;
    private final RootedFiles files;
    private final Semaphore identified = new Semaphore(0);

    public PipedFiles(Path root) {
        this.root = root;
        this.files = new RootedFiles(root);
    }

    @Override
    public byte[] read(String path, int most) throws IOException {
        Path file = root.resolve(path.substring(1));
        if (!Files.exists(file) || Files.isRegularFile(file)) {
            return files.read(path, most);
        }
        try (InputStream pipe = Files.newInputStream(file)) {
            return pipe.readNBytes(most);
        }
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
        return files.exists(path);
    }

    @Override
    public Object identity(String path) throws IOException {
        try {
            return files.identity(path);
        } finally {
            identified.release();
        }
    }

    /** Waits until it was asked so many times more which file is in a place. */
    void awaitIdentified(int times) throws InterruptedException {
        identified.acquire(times);
    }

    /** {@return whether it was asked once more} */
    boolean isIdentified() {
        return identified.tryAcquire();
    }
}
