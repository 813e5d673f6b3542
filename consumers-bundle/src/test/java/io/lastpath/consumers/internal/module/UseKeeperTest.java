// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.module;

import static io.lastpath.consumers.internal.module.FakeHandle.query;
import static io.lastpath.consumers.internal.scan.FakeHost.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.scan.FakeHost;
import io.lastpath.rcm.RcmFlags;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fresh a look at the host is, and how long it may take. */
class UseKeeperTest {

    private static final String ONE = resource(0);

    private FakeHost host;
    private final FakeHandle coordinator = new FakeHandle();

    @BeforeEach
    void aHostWithAMultipathedDisk(@TempDir Path root) {
        host = new FakeHost(root).multipath(0).process(1, "init", "1");
    }

    @Test
    void aRequestIsAnsweredFromALookThatBeganAfterIt() {
        UseKeeper slow = new UseKeeper(host.files(), 3_600_000, 10_000, System::nanoTime);
        UseModule module = new UseModule("filesys", slow, new Judge(disk -> Set.of()), "filesys 1");
        module.register(coordinator.open());
        host.mount("253:0", "/srv", "ext4", "/dev/mapper/mpatha");

        assertThat(module.getInfo(coordinator.open(), ONE, 0, RcmFlags.NONE).info())
                .as("old, but recent enough")
                .isEmpty();
        coordinator.number = 7;
        assertThat(module.requestOffline(coordinator.open(), ONE, 0, query(false)).error())
                .isEqualTo("/srv is mounted");
        slow.close();
    }

    @Test
    void whyDisksCannotBeListedIsSaidInWords() throws Exception {
        Path folder = host.root().resolve("sys/block");
        Path away = host.root().resolve("away");
        Files.move(folder, away);
        assertThat(failure()).endsWith("cannot be listed: " + folder + " is missing");

        Files.writeString(folder, "");
        assertThat(failure()).endsWith("cannot be listed: " + folder + " is no folder");

        Files.delete(folder);
        Files.createDirectory(folder);
        assertThat(failure()).endsWith(folder + " does not list block devices");
        assertThat(failureOf(new AccessDeniedException(folder.toString())))
                .endsWith(
                        folder
                                + " may not be read: permission denied for user "
                                + System.getProperty("user.name")
                                + "; make it readable for that user, or run this as root");
        assertThat(
                        failureOf(
                                new FileSystemException(
                                        folder.toString(), null, "Input/output error")))
                .endsWith(folder + " could not be read: Input/output error");
    }

    private String failure() {
        try (UseKeeper keeper = new UseKeeper(host.files(), 0, 10_000, System::nanoTime)) {
            return keeper.recent().failure();
        }
    }

    private String failureOf(IOException why) {
        HostFiles files =
                new HostFiles(host.root()) {
                    @Override
                    public List<String> list(String path) throws IOException {
                        throw why;
                    }
                };
        try (UseKeeper keeper = new UseKeeper(files, 0, 10_000, System::nanoTime)) {
            return keeper.recent().failure();
        }
    }

    /** A host whose disks cannot be listed before the end. */
    private UseKeeper stuck(
            CountDownLatch begun, CountDownLatch end, LongSupplier clock, long limitMillis) {
        HostFiles files =
                new HostFiles(host.root()) {
                    @Override
                    public List<String> list(String path) throws IOException {
                        begun.countDown();
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        return super.list(path);
                    }
                };
        return new UseKeeper(files, 0, limitMillis, clock);
    }

    @Test
    void whereALookTakesLongSeveralQuestionsShareItAllTheSame() {
        AtomicLong clock = new AtomicLong();
        HostFiles files =
                new HostFiles(host.root()) {
                    @Override
                    public List<String> list(String path) throws IOException {
                        if (path.equals("sys/block")) {
                            clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
                        }
                        return super.list(path);
                    }
                };
        try (UseKeeper slow = new UseKeeper(files, 500, 10_000, clock::get)) {
            Known first = slow.recent();
            clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
            assertThat(slow.recent()).as("ended half a second ago").isSameAs(first);

            clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
            assertThat(slow.recent()).as("too old at any rate").isNotSameAs(first);
        }
    }

    @Test
    void aLookThatTakesTooLongIsGivenUp() {
        CountDownLatch end = new CountDownLatch(1);
        try (UseKeeper slow = stuck(new CountDownLatch(1), end, System::nanoTime, 20)) {
            Known known = slow.recent();

            assertThat(known.use()).isEmpty();
            assertThat(known.failure()).contains("takes longer than 20 ms");
            end.countDown();
        }
    }

    @Test
    void aLookThatHangsIsNotWaitedForByEverybodyInTurn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicLong clock = new AtomicLong();
        try (UseKeeper hanging = stuck(begun, end, clock::get, 3_600_000)) {
            Thread first = new Thread(hanging::recent);
            first.start();
            begun.await();
            clock.addAndGet(TimeUnit.HOURS.toNanos(1));

            assertThat(hanging.recent().failure()).as("at once").contains("takes longer");
            end.countDown();
            first.join();
        }
    }
}
