// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import java.nio.file.Path;
import java.util.List;

/** A file system on a disk, which asks the application that uses it, across restarts. */
final class DiskUsers implements AutoCloseable {

    static final String DISK = "/devices/disk";
    static final String DATA = "/data";

    final RestartFixture fixture;

    /** The ones of the last start. */
    TestModule fs;

    TestModule app;

    DiskUsers(Path journal) {
        fixture = new RestartFixture(journal);
        fixture.module("app", () -> app = new TestModule(DATA));
        fixture.module("fs", () -> fs = new PassingModule(List.of(DATA), DISK));
    }

    @Override
    public void close() {
        fixture.close();
    }
}
