// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.CallRunner;
import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.call.Modules;
import io.lastpath.engine.internal.call.Remarks;
import io.lastpath.engine.internal.call.Terms;
import io.lastpath.engine.internal.initiator.Owner;
import io.lastpath.engine.internal.initiator.Presence;
import io.lastpath.engine.internal.journal.JournalStore;
import io.lastpath.engine.internal.names.Links;
import io.lastpath.engine.internal.names.NameResolver;
import io.lastpath.engine.internal.pass.Doubts;
import io.lastpath.engine.internal.pass.Registrar;
import io.lastpath.engine.internal.pass.Teller;
import io.lastpath.engine.internal.recovery.Chores;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.JournalStatus;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The coordinator itself, without the framework around it: puts the parts together. Safe for use by
 * several threads.
 */
public class Engine implements Coordinator {

    private final Host host;
    private final Feed feed;
    private final ExecutorService pool = Threads.callPool();
    private final ExecutorService writer = Threads.one("lastpath-engine-journal");
    private final Modules modules = new Modules();
    private final RequestTable requests;
    private final Registrations registrations;
    private final Journal journal;
    private final CallRunner runner;
    private final Attendance attendance;
    private final StandingDoubts doubts;
    private final Records records;
    private final Passes passes;
    private final Aftermath aftermath;
    private final AtomicBoolean running = new AtomicBoolean(true);

    /**
     * A coordinator that works until it is stopped, and keeps nothing beyond that.
     *
     * @param links follows the links of names
     * @param clock tells the time for records
     * @param nanos a clock that never runs back
     * @param remarks is told what goes on with modules and listeners
     */
    public Engine(Links links, Clock clock, LongSupplier nanos, Remarks remarks) {
        this(
                new Host(links, clock, nanos, Presence.ALWAYS, JournalStore.NONE),
                remarks,
                operation -> {});
    }

    /**
     * A coordinator that works until it is stopped. What an earlier one left behind is there at
     * once, and is finished by {@link #care}.
     *
     * @param host what it stands on
     * @param remarks is told what goes on with modules, listeners and the journal
     * @param audit is told of each operation that has ended, before its initiator is
     */
    public Engine(Host host, Remarks remarks, Consumer<Operation> audit) {
        this.host = host;
        feed = new Feed(remarks::warn);
        Object lock = new Object();
        requests = new RequestTable(lock, host.clock(), feed::changed);
        registrations = new Registrations(lock, requests, feed::changed);
        journal =
                new Journal(
                        host.journal(),
                        host.clock(),
                        lock,
                        requests,
                        registrations,
                        writer,
                        remarks::warn,
                        feed::changed);
        runner = new CallRunner(pool, remarks::warn);
        Registrar registrar =
                new Registrar(
                        modules,
                        registrations.left(),
                        runner,
                        this::handle,
                        host.nanos(),
                        this::isRunning,
                        remarks,
                        feed::changed);
        attendance =
                new Attendance(
                        modules,
                        registrar,
                        registrations,
                        pool,
                        this::isRunning,
                        remarks,
                        feed::changed);
        doubts = new StandingDoubts(attendance, host.required(), journal::doubt);
        records = new Records(host, journal, attendance, audit, feed, new GivenBackLog(remarks));
        Teller teller = new Teller(runner, registrations, this::handle);
        NameResolver names = new NameResolver(host.links());
        passes = Passes.of(names, attendance, requests, teller, journal.keeper(), feed::over);
        aftermath =
                new Aftermath(
                        passes,
                        modules,
                        host,
                        attendance,
                        records,
                        this::isRunning,
                        pool,
                        remarks::warn);
    }

    /**
     * Finishes what an earlier coordinator left behind, as far as the modules that it called are
     * back, ends what initiators left behind that have gone, and gives back dependents that nobody
     * holds any more. What hangs goes on when this has returned, and holds up only what has to do
     * with it. To be called again and again, by one thread at a time.
     *
     * @param patience how long after the start modules that are not back are waited for, before
     *     their requests say that they need a person
     * @return whether nothing that was begun is still going on
     */
    public boolean care(Duration patience) {
        Chores.Turn turn = aftermath.turn();
        recover(turn, patience);
        aftermath.reap(turn);
        aftermath.giveBackLapsed(turn);
        attendance.registerFreed(passes::isFree);
        keep();
        return aftermath.isIdle();
    }

    /** Finishes what an earlier coordinator left behind, and nothing else. */
    void recover(Duration patience) {
        recover(aftermath.turn(), patience);
    }

    private void recover(Chores.Turn turn, Duration patience) {
        keep(); // what was read at the start may turn out to be out of date
        aftermath.recover(turn, patience);
        keep();
    }

    /** Ends what initiators left behind that have gone, and cleans up, whoever is there. */
    void reap() {
        aftermath.reap(aftermath.turn());
        aftermath.cleanUp();
        keep();
    }

    /**
     * The same for a module with nothing but a time limit.
     *
     * @see #arrive(String, Terms, Supplier)
     */
    public Arrival arrive(String name, LongSupplier limitMillis, Supplier<RcmModule> service) {
        return arrive(name, new Terms(limitMillis, false), service);
    }

    /**
     * Takes in a module. Returns at once; the module is called on other threads.
     *
     * @param name its name
     * @param terms on which it is called
     * @param service gives the module; called on other threads, any number of times
     * @return what to {@link #leave} with, and when it is done registering
     */
    public Arrival arrive(String name, Terms terms, Supplier<RcmModule> service) {
        return attendance.arrive(name, terms, service);
    }

    /**
     * A module that has arrived.
     *
     * @param module the module
     * @param registered completes when it has been asked to register
     */
    public record Arrival(ModuleSlot module, CompletableFuture<Void> registered) {}

    /**
     * Lets a module go with all its registrations. Returns at once; whoever waits for it waits no
     * longer.
     *
     * @param arrival as {@link #arrive} returned it
     */
    public void leave(Arrival arrival) {
        attendance.leave(arrival.module());
    }

    /** Stops: modules unregister within two seconds, callers get their answers, threads end. */
    public void stop() {
        if (!running.compareAndSet(true, false)) {
            return;
        }
        runner.stop();
        new Farewell(pool, this::handle).to(modules.serving());
        pool.shutdownNow();
        journal.close();
        feed.stop();
    }

    @Override
    public RcmHandle open(Intent intent) {
        return handle(new Initiating(this, intent, null));
    }

    @Override
    public RcmHandle open(Intent intent, String module) {
        return handle(new Initiating(this, intent, module));
    }

    private RcmHandle handle(ModuleSlot module, RequestScope scope) {
        return handle(new CallingBack(module, scope, records, doubts::atOnce));
    }

    private RcmHandle handle(Caller caller) {
        return new EngineHandle(passes, attendance, caller, () -> Doubts.together(doubts.all()));
    }

    @Override
    public void requestRegistration(String module) {
        attendance.requestRegistration(module);
    }

    @Override
    public List<ModuleStatus> modules() {
        return attendance.statuses();
    }

    @Override
    public List<String> missingModules() {
        return attendance.missing(host.required().get()).stream().map(Assessment::reason).toList();
    }

    @Override
    public List<DrRequest> drRequests() {
        return requests.open().requests();
    }

    @Override
    public List<GivenBack> givenBack() {
        return records.givenBack();
    }

    @Override
    public JournalStatus journal() {
        return journal.status();
    }

    @Override
    public boolean acknowledgeJournalLoss(Intent intent) {
        return records.acknowledge(intent);
    }

    @Override
    public boolean isKnown(String resource) {
        return passes.isKnown(resource);
    }

    @Override
    public int resourceCount() {
        return registrations.resourceCount();
    }

    @Override
    public List<Operation> operations() {
        return journal.log().all();
    }

    @Override
    public Optional<Operation> operation(long number) {
        return journal.log().find(number);
    }

    @Override
    public void addListener(CoordinatorListener listener) {
        feed.add(listener);
    }

    @Override
    public void removeListener(CoordinatorListener listener) {
        feed.remove(listener);
    }

    /** What is required is not what it was: whoever built an answer on that asks again. */
    void reconsider() {
        feed.changed();
    }

    boolean isRunning() {
        return running.get();
    }

    /** {@return who asks, told from whoever has the same process number later} */
    Owner owner(Intent intent) {
        return new Owner(intent, host.presence().mark(intent.initiator()));
    }

    /**
     * Waits until all that has changed is on the disk.
     *
     * @return why it is not, in a sentence; empty if it is
     */
    String keep() {
        return journal.keeper().keep();
    }

    Records records() {
        return records;
    }

    /** Requests up to this number are known from elsewhere: the journal may have been lost. */
    final void numberAfter(long number) {
        journal.log().startAfter(number);
    }

    Attendance attendance() {
        return attendance;
    }

    Registrations registrations() {
        return registrations;
    }

    /** {@return why no answer may be relied on now} */
    StandingDoubts doubts() {
        return doubts;
    }
}
