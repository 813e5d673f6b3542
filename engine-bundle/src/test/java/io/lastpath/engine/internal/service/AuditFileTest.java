// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit log that is not written is noticed, said once, and changes no reply. */
class AuditFileTest {

    @TempDir Path folder;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("audit.log");
    }

    /** As a log does: what cannot be written is dropped without a word. */
    private void append(Operation operation) {
        try {
            Files.writeString(
                    file,
                    Audit.line(operation) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.add("dropped");
        }
    }

    private RcmReply offline(Consumer<Operation> audit) {
        Host host =
                new Host(
                        name -> name,
                        Clock.systemUTC(),
                        System::nanoTime,
                        Presence.ALWAYS,
                        JournalStore.NONE);
        Engine engine = new Engine(host, log::add, audit);
        try {
            TestModule module = new TestModule("/a");
            engine.arrive("m", () -> 60_000, () -> module).registered().join();
            RcmReply reply =
                    engine.open(Intent.of(Initiator.process(7), "test"))
                            .requestOffline(List.of("/a"), RcmFlags.NONE);
            assertThat(engine.operation(reply.operation())).isPresent();
            return reply;
        } finally {
            engine.stop();
        }
    }

    @Test
    void aFileThatGrowsIsFine() {
        AuditFile audit = new AuditFile(this::append, file, log::add);

        assertThat(offline(audit).isSuccess()).isTrue();
        assertThat(offline(audit).isSuccess()).isTrue();

        assertThat(audit.problem()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void aFullDiskIsSaidOnceAndWhenItPassesTooAndRepliesStayRight() throws IOException {
        Files.createSymbolicLink(file, Path.of("/dev/full"));
        AuditFile audit = new AuditFile(this::append, file, log::add);
        String problem = "the audit log " + file + " is not written: it does not grow";

        assertThat(offline(audit).isSuccess()).isTrue();
        assertThat(audit.problem()).isEqualTo(problem);
        assertThat(offline(audit).isSuccess()).isTrue();
        assertThat(log).containsExactly("dropped", problem, "dropped");

        Files.delete(file);
        assertThat(offline(audit).isSuccess()).isTrue();
        assertThat(audit.problem()).isEmpty();
        assertThat(log).last().isEqualTo("the audit log " + file + " is written again");
    }

    @Test
    void aFolderInThePlaceOfTheFileIsNoticed() throws IOException {
        Files.createDirectory(file);
        AuditFile audit = new AuditFile(this::append, file, log::add);

        assertThat(offline(audit).isSuccess()).isTrue();
        assertThat(audit.problem()).startsWith("the audit log " + file + " is not written");
    }

    @Test
    void aLogThatThrowsIsNoticedAndTheReplyStaysRight() {
        AuditFile audit =
                new AuditFile(
                        operation -> {
                            throw new UncheckedIOException(new IOException("no room"));
                        },
                        null,
                        log::add);

        assertThat(offline(audit).isSuccess()).isTrue();
        assertThat(audit.problem()).contains("is not written").contains("no room");
    }

    @Test
    void whoeverLogsThatItIsNotWrittenHoldsUpNoOtherOperation() {
        AtomicReference<AuditFile> audit = new AtomicReference<>();
        Runnable other = () -> audit.get().accept(null);
        List<Boolean> ended = new CopyOnWriteArrayList<>();
        Consumer<String> slow =
                line ->
                        ended.add(
                                CompletableFuture.runAsync(other)
                                        .thenApply(any -> true)
                                        .completeOnTimeout(false, 10, TimeUnit.SECONDS)
                                        .join());
        audit.set(
                new AuditFile(
                        operation -> {
                            throw new IllegalStateException("no room");
                        },
                        null,
                        slow));

        other.run();

        assertThat(ended).containsExactly(true);
    }

    @Test
    void aFileThatIsBegunAnewIsFine() throws IOException {
        Files.writeString(file, "x".repeat(100_000));
        AuditFile audit =
                new AuditFile(
                        operation -> {
                            try {
                                Files.delete(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            append(operation);
                        },
                        file,
                        log::add);

        assertThat(offline(audit).isSuccess()).isTrue();
        assertThat(audit.problem()).isEmpty();
    }

    @Test
    void theLastNumberInItIsFoundWhateverElseSomebodyGaveAsHisReason() throws IOException {
        Intent intent = Intent.of(Initiator.process(7), "operation=900 kind=\"OFFLINE\" as before");
        append(operation(41, intent));
        append(operation(42, intent));
        append(operation(40, intent)); // which took longer
        Files.writeString(file, "operation=77 ki", StandardOpenOption.APPEND);

        assertThat(audit().lastNumber()).isEqualTo(42);
    }

    @Test
    void whereNoLogCanBeReadThereIsNoLastNumber() throws IOException {
        assertThat(audit().lastNumber()).isZero();
        Files.createDirectory(file);
        assertThat(audit().lastNumber()).isZero();
    }

    @Test
    void numbersGoOnFromTheLogWhereTheJournalKnowsOfNone() {
        append(operation(41, Intent.of(Initiator.process(7), "test")));
        CoordinatorComponent component =
                new CoordinatorComponent(
                        new TestConfig(() -> 60_000, 0, 0),
                        JournalStore.NONE,
                        file,
                        new TestLoggers().factory());

        assertThat(
                        component
                                .open(Intent.of(Initiator.process(7), "test"))
                                .getInfo(List.of("/a"), RcmFlags.NONE)
                                .operation())
                .isEqualTo(42);
        component.deactivate();
    }

    private AuditFile audit() {
        return new AuditFile(this::append, file, log::add);
    }

    private static Operation operation(long number, Intent intent) {
        return new Operation(
                number,
                OperationKind.OFFLINE,
                intent,
                List.of("/a"),
                RcmFlags.NONE,
                RcmReply.SUCCESS.numbered(number),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
