// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.call.CallFailed;
import io.lastpath.engine.internal.call.CallRunner;
import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Has modules register: each when it arrives or asks for it, all before requests, but those at most
 * once in five seconds. Safe for use by several threads.
 */
public final class Registrar {

    private static final long GATE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Modules modules;
    private final CallRunner runner;
    private final Handles handles;
    private final LongSupplier nanos;
    private final BooleanSupplier running;
    private final Consumer<String> log;
    private final AtomicLong last;

    /**
     * A registrar.
     *
     * @param modules the modules in service
     * @param runner calls them
     * @param handles makes what they register with
     * @param nanos a clock that never runs back
     * @param running whether the coordinator still works
     * @param log is told each failure in a sentence
     */
    public Registrar(
            Modules modules,
            CallRunner runner,
            Handles handles,
            LongSupplier nanos,
            BooleanSupplier running,
            Consumer<String> log) {
        this.modules = modules;
        this.runner = runner;
        this.handles = handles;
        this.nanos = nanos;
        this.running = running;
        this.log = log;
        this.last = new AtomicLong(nanos.getAsLong() - GATE_NANOS);
    }

    /** Lets a module that has just arrived introduce itself and register. Waits for it. */
    public void welcome(ModuleSlot module) {
        try {
            module.info(runner.call(module, "info", RcmModule::info));
        } catch (CallFailed e) {
            module.info(e.getMessage());
        }
        register(module);
    }

    /** Has a module register on another thread. */
    public void registerSoon(ModuleSlot module, Executor executor) {
        executor.execute(() -> register(module));
    }

    /** Has all modules register, last arrived first, unless that was done just now. */
    public void registerAll() {
        long before = last.get();
        long now = nanos.getAsLong();
        if (now - before < GATE_NANOS || !last.compareAndSet(before, now)) {
            return;
        }
        List<ModuleSlot> newestFirst = new ArrayList<>(modules.serving());
        Collections.reverse(newestFirst);
        newestFirst.forEach(this::register);
    }

    private void register(ModuleSlot module) {
        module.registering().run(() -> registerOnce(module));
    }

    private void registerOnce(ModuleSlot module) {
        RequestScope scope = RequestScope.outside(intent(module), 0, running);
        try {
            RcmResult result =
                    runner.call(
                            module,
                            "register",
                            service -> module.registerOnce(service, handles.open(module, scope)));
            if (!result.isSuccess()) {
                log.accept("module " + module.name() + " could not register: " + result);
            }
        } catch (CallFailed e) {
            return; // counted and logged already; what was registered earlier stays
        } finally {
            scope.close();
        }
    }

    static Intent intent(ModuleSlot module) {
        return Intent.of(
                new Initiator("module " + module.name(), Initiator.NO_PID, "local"), "register");
    }
}
