// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.crash;

import io.lastpath.engine.internal.crash.Call.Word;
import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalFile;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.service.Engine;
import io.lastpath.engine.internal.service.Host;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One run of a coordinator on a journal, within this process. */
final class JournalRun implements AutoCloseable, Witness {

    static final String DISK = "/dsk/c1t0d0";
    static final String VOLUME = "/vol/data";

    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Engine engine;

    JournalRun(Path journal) {
        this(new JournalFile(journal, Clock.systemUTC()));
    }

    JournalRun(JournalStore journal) {
        engine =
                new Engine(
                        new Host(
                                name -> name,
                                Clock.systemUTC(),
                                System::nanoTime,
                                Presence.ALWAYS,
                                journal),
                        log::add,
                        operation -> {});
    }

    /** Brings in a module with two resources, of which one depends on the other. */
    JournalRun withModule() {
        CrashModule module =
                new CrashModule("disk", Map.of(DISK, List.of(VOLUME), VOLUME, List.of()), this);
        engine.arrive("disk", () -> 60_000, () -> module).registered().join();
        return this;
    }

    /** Finishes what an earlier run left behind. */
    JournalRun recovered() {
        engine.care(Duration.ZERO);
        return this;
    }

    RcmHandle person() {
        return engine.open(admin("by hand"));
    }

    static Intent admin(String reason) {
        return Intent.of(Initiator.jmx("admin", "local"), reason);
    }

    /** {@return what a person is told who asks how a resource is used} */
    Verdict verdict() {
        return person().inspect(List.of(DISK), RcmFlags.NONE).verdict();
    }

    /** {@return state and resource of each open DR request} */
    List<String> open() {
        return engine.drRequests().stream()
                .map(one -> one.state() + " " + one.resource())
                .sorted()
                .toList();
    }

    @Override
    public boolean calling(Call call) {
        calls.add(call.word() + " " + call.resource());
        return true;
    }

    @Override
    public void called(Call call, boolean agreed) {
        if (call.word() == Word.CAPACITY_QUERY) {
            calls.add("capacity agreed");
        }
    }

    @Override
    public void close() {
        engine.stop();
    }
}
