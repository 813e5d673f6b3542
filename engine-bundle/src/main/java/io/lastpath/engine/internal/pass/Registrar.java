// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.call.CallFailed;
import io.lastpath.engine.internal.call.CallRunner;
import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.call.Remarks;
import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.registry.LeftInterests;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Has modules register: each when it arrives or asks for it, all before requests, but those at most
 * once in five seconds. Safe for use by several threads.
 */
public final class Registrar {

    private static final long GATE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Modules modules;
    private final LeftInterests left;
    private final CallRunner runner;
    private final Handles handles;
    private final LongSupplier nanos;
    private final BooleanSupplier running;
    private final Remarks remarks;
    private final Runnable changed;
    private final AtomicLong last;
    private final Map<ModuleSlot, Long> freed = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * A registrar.
     *
     * @param modules the modules in service
     * @param left what they have to register for processes
     * @param runner calls them
     * @param handles makes what they register with
     * @param nanos a clock that never runs back
     * @param running whether the coordinator still works
     * @param remarks is told when a module can tell no longer, or again, what it uses
     * @param changed is run when a module can tell no longer, or again, what it uses
     */
    public Registrar(
            Modules modules,
            LeftInterests left,
            CallRunner runner,
            Handles handles,
            LongSupplier nanos,
            BooleanSupplier running,
            Remarks remarks,
            Runnable changed) {
        this.modules = modules;
        this.left = left;
        this.runner = runner;
        this.handles = handles;
        this.nanos = nanos;
        this.running = running;
        this.remarks = remarks;
        this.changed = changed;
        this.last = new AtomicLong(nanos.getAsLong() - GATE_NANOS);
    }

    /**
     * Lets a module that has just arrived introduce itself and register, on another thread.
     *
     * @return completes when that is done, see {@link ModuleSlot#expectRegistration}
     */
    public CompletableFuture<Assessment> welcome(ModuleSlot module, Executor executor) {
        CompletableFuture<Assessment> done = module.expectRegistration();
        start(
                executor,
                done,
                () -> {
                    introduce(module);
                    register(module, done);
                });
        return done;
    }

    /** Whatever goes wrong, nobody waits for ever. */
    private static void start(
            Executor executor, CompletableFuture<Assessment> done, Runnable work) {
        try {
            CompletableFuture.runAsync(work, executor)
                    .exceptionally(
                            failure -> {
                                done.completeExceptionally(failure);
                                return null;
                            });
        } catch (RuntimeException | Error e) { // as where the coordinator stops, or has no thread
            done.completeExceptionally(e);
        }
    }

    private void introduce(ModuleSlot module) {
        try {
            module.info(runner.call(module, "info", RcmModule::info));
        } catch (CallFailed e) {
            module.info(e.getMessage());
        }
    }

    /** Has a module register on another thread. */
    public void registerSoon(ModuleSlot module, Executor executor) {
        CompletableFuture<Assessment> done = module.expectRegistration();
        start(executor, done, () -> register(module, done));
    }

    /**
     * Has all modules register, last arrived first, unless that was done just now, and waits for
     * all that are registering already. A module that calls this does not wait: it might be for
     * itself.
     *
     * @return which of them did not get it done in time
     */
    public List<Assessment> registerAll() {
        List<ModuleSlot> newestFirst = new ArrayList<>(modules.serving());
        Collections.reverse(newestFirst);
        List<CompletableFuture<Assessment>> awaited = new ArrayList<>();
        newestFirst.forEach(module -> awaited.addAll(module.expectedRegistrations()));
        long before = last.get();
        long now = nanos.getAsLong();
        if (now - before >= GATE_NANOS && last.compareAndSet(before, now)) {
            // Noted before the first is called: who comes meanwhile waits for the last as well.
            Map<ModuleSlot, CompletableFuture<Assessment>> round = new LinkedHashMap<>();
            newestFirst.forEach(module -> round.put(module, module.expectRegistration()));
            round.forEach(this::register);
            awaited.addAll(round.values());
        }
        return runner.isInModule()
                ? List.of()
                : new RegistrationWait(this::arriving).doubts(awaited);
    }

    /**
     * {@return the first registrations that are to come, also of one that is about to take over}
     */
    private List<CompletableFuture<Assessment>> arriving() {
        return Stream.concat(modules.serving().stream(), modules.standingBy().stream())
                .filter(module -> !module.isWelcomed())
                .flatMap(module -> module.expectedRegistrations().stream())
                .toList();
    }

    /**
     * Has modules try again that were kept from registering by a DR request that has ended. One
     * that does not get it done is asked again every ten seconds.
     *
     * @param executor calls them
     * @param isFree tells of a resource whether none is in the way there any more
     */
    public void registerFreed(Executor executor, Predicate<String> isFree) {
        modules.serving().stream()
                .filter(module -> keptFrom(module).anyMatch(isFree))
                .filter(this::isDue)
                .forEach(module -> registerSoon(module, executor));
    }

    /** What it is, or was for a process, when it last tried. */
    private Stream<String> keptFrom(ModuleSlot module) {
        return Stream.concat(module.barred().keySet().stream(), left.resources(module).stream());
    }

    private boolean isDue(ModuleSlot module) {
        long now = nanos.getAsLong();
        Long before = freed.get(module);
        boolean due = before == null || now - before >= AGAIN_NANOS;
        if (due) {
            freed.put(module, now);
        }
        return due;
    }

    /** {@return which modules cannot tell what they use, or may not register for it now} */
    public List<Assessment> standingDoubts() {
        return modules.serving().stream().flatMap(one -> Doubts.about(one).stream()).toList();
    }

    /** A DR request has ended: who was kept from registering tries again. */
    public void registerBarred(Executor executor) {
        modules.serving().stream()
                .filter(module -> keptFrom(module).findAny().isPresent())
                .forEach(module -> registerSoon(module, executor));
    }

    private void register(ModuleSlot module, CompletableFuture<Assessment> done) {
        module.registering()
                .run(() -> registerOnce(module))
                .whenComplete(
                        (said, failure) -> {
                            if (failure == null) {
                                done.complete(said);
                            } else {
                                done.completeExceptionally(failure);
                            }
                        });
    }

    private Assessment registerOnce(ModuleSlot module) {
        RequestScope scope = RequestScope.outside(new Owner(intent(module), 0), 0, running);
        boolean first = !module.hasRegistered();
        module.beginToRegister();
        try {
            left.register(module);
            RcmResult result =
                    runner.call(
                            module,
                            "register",
                            service -> module.registerOnce(service, handles.open(module, scope)));
            module.endToRegister();
            answered(module, result);
            return Assessment.NONE;
        } catch (CallFailed e) { // counted and logged already; what was registered earlier stays
            module.registered(false);
            String who = "module " + module.name();
            switch (e.why()) {
                case THREW, BUSY ->
                        unregistered(module, who + " could not register, " + e.getMessage());
                case LATE -> unregistered(module, e.getMessage());
                case LEFT, STOPPED -> {}
            }
            return switch (e.why()) {
                case LATE -> Doubts.unregistered(e.getMessage());
                case LEFT ->
                        first
                                ? Doubts.unregistered(who + " left before it had registered")
                                : Assessment.NONE;
                default -> Assessment.NONE;
            };
        } finally {
            scope.close();
        }
    }

    private void answered(ModuleSlot module, RcmResult result) {
        String who = "module " + module.name();
        boolean first = !module.hasRegistered();
        module.registered(result.isSuccess());
        if (result.isSuccess() || !module.barred().isEmpty()) { // what it is kept from says it all
            if (unregistered(module, "") && result.isSuccess()) {
                remarks.note(who + " has registered now");
            }
        } else if (first) { // as one that waits for something at the start
            String reason = who + " has not registered yet, it answered " + result;
            if (unregistered(module, reason)) {
                remarks.note(reason + "; verdicts are UNKNOWN until it has");
            }
        } else {
            String reason = who + " could not register, it answered " + result;
            if (unregistered(module, reason)) {
                remarks.warn(reason + "; verdicts are UNKNOWN until it can");
            }
        }
    }

    /**
     * Notes why a module could not tell what it uses. Whoever built an answer on what it could tell
     * asks again.
     *
     * @return whether that is news
     */
    private boolean unregistered(ModuleSlot module, String reason) {
        boolean news = !module.unregistered().equals(reason);
        if (news) {
            module.unregistered(reason);
            changed.run();
        }
        return news;
    }

    static Intent intent(ModuleSlot module) {
        return Intent.of(
                new Initiator("module " + module.name(), Initiator.NO_PID, "local"), "register");
    }
}
