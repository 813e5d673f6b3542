// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.call.Remarks;
import io.lastpath.engine.internal.call.Terms;
import io.lastpath.engine.internal.pass.Doubts;
import io.lastpath.engine.internal.pass.Registrar;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The coming and going of modules, and who is there. Safe for use by several threads. */
final class Attendance {

    private static final String STANDS_BY =
            "a module of the same name is in service; this one takes over when that one leaves";

    private final Modules modules;
    private final Registrar registrar;
    private final Registrations registrations;
    private final Executor executor;
    private final BooleanSupplier running;
    private final Remarks remarks;
    private final Runnable changed;

    /**
     * Who is there at first.
     *
     * @param modules the modules
     * @param registrar has them register
     * @param registrations what they register
     * @param executor where they are called
     * @param running whether the coordinator still works
     * @param remarks is told of those that stand by
     * @param changed is run when one has come
     */
    Attendance(
            Modules modules,
            Registrar registrar,
            Registrations registrations,
            Executor executor,
            BooleanSupplier running,
            Remarks remarks,
            Runnable changed) {
        this.modules = modules;
        this.registrar = registrar;
        this.registrations = registrations;
        this.executor = executor;
        this.running = running;
        this.remarks = remarks;
        this.changed = changed;
    }

    Engine.Arrival arrive(String name, Terms terms, Supplier<RcmModule> service) {
        ModuleSlot module = new ModuleSlot(name, registrations.nextArrival(), terms, service);
        boolean serves = modules.arrive(module);
        if (!serves) {
            remarks.note("another module " + name + " has arrived and stands by: " + STANDS_BY);
            changed.run();
        }
        return new Engine.Arrival(
                module,
                serves && running.getAsBoolean()
                        ? welcome(module)
                        : CompletableFuture.completedFuture(null));
    }

    /** Who waits for the one waits for its successor as well, without a moment in between. */
    void leave(ModuleSlot module) {
        Optional<CompletableFuture<Assessment>> next =
                modules.nextTo(module).map(ModuleSlot::expectRegistration);
        Optional<ModuleSlot> successor;
        try {
            module.leave(); // first: who succeeds it finds it gone
            successor = modules.leave(module).filter(one -> running.getAsBoolean());
            registrations.forget(module);
            successor.ifPresent(this::welcome);
        } finally {
            next.ifPresent(expected -> expected.complete(Assessment.NONE));
        }
        successor.ifPresent(
                one -> remarks.note("module " + one.name() + ", which stood by, takes over"));
    }

    private CompletableFuture<Void> welcome(ModuleSlot module) {
        return registrar
                .welcome(module, executor)
                .handle(
                        (said, failure) -> {
                            changed.run();
                            return null;
                        });
    }

    void requestRegistration(String name) {
        if (running.getAsBoolean()) {
            modules.find(name).ifPresent(this::registerSoon);
        }
    }

    void registerSoon(ModuleSlot module) {
        registrar.registerSoon(module, executor);
    }

    /** A DR request has ended: who was kept from registering tries again. */
    void registerBarred() {
        registrar.registerBarred(executor);
    }

    /** The same, where something ended of which nobody said so. */
    void registerFreed(Predicate<String> isFree) {
        registrar.registerFreed(executor, isFree);
    }

    List<Assessment> registerAll() {
        return registrar.registerAll();
    }

    List<Assessment> standingDoubts() {
        return registrar.standingDoubts();
    }

    /** {@return who has arrived and has not registered once yet} */
    List<Assessment> arriving() {
        return modules.serving().stream()
                .filter(module -> !module.isWelcomed())
                .flatMap(module -> Doubts.about(module).stream())
                .toList();
    }

    /** {@return which of these are not in service, so that nobody speaks up for their resources} */
    List<Assessment> missing(List<String> required) {
        return required.stream()
                .filter(name -> modules.find(name).isEmpty())
                .map(Doubts::missing)
                .toList();
    }

    /** {@return who is registered} */
    Registrations registrations() {
        return registrations;
    }

    Optional<ModuleSlot> find(String name) {
        return modules.find(name);
    }

    /** {@return all modules, by name} */
    List<ModuleStatus> statuses() {
        List<ModuleStatus> all = new ArrayList<>();
        modules.serving().forEach(one -> all.add(status(one, "", Doubts.about(one))));
        modules.standingBy().forEach(one -> all.add(status(one, STANDS_BY, List.of())));
        all.sort(Comparator.comparing(ModuleStatus::name)); // stable: who serves comes first
        return List.copyOf(all);
    }

    private static ModuleStatus status(
            ModuleSlot module, String standsBy, List<Assessment> doubts) {
        return new ModuleStatus(
                module.name(),
                module.info(),
                module.registrations(),
                module.failures(),
                module.lastFailure(),
                standsBy,
                doubts.stream().map(Assessment::reason).collect(Collectors.joining("; ")));
    }

    /** {@return a tuple for each module in service, last arrived first, as RCM lists them} */
    List<InfoTuple> listing() {
        List<InfoTuple> tuples = new ArrayList<>();
        for (ModuleSlot module : modules.serving()) {
            tuples.add(0, listed(module));
        }
        return tuples;
    }

    private static InfoTuple listed(ModuleSlot module) {
        return new InfoTuple(
                "dummy",
                module.name(),
                0,
                RcmState.UNKNOWN,
                new RequestSequence(0, 0),
                module.info(),
                "",
                Map.of());
    }
}
