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
import io.lastpath.engine.internal.pass.Announcing;
import io.lastpath.engine.internal.pass.Asking;
import io.lastpath.engine.internal.pass.Doubts;
import io.lastpath.engine.internal.pass.Informing;
import io.lastpath.engine.internal.pass.Noticing;
import io.lastpath.engine.internal.pass.Registrar;
import io.lastpath.engine.internal.pass.Teller;
import io.lastpath.engine.internal.recovery.Finishing;
import io.lastpath.engine.internal.recovery.Reaping;
import io.lastpath.engine.internal.recovery.Recovery;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.Leftovers;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.RequestTable;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Coordinator;
import io.lastpath.rcm.CoordinatorListener;
import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.GivenBack;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.JournalStatus;
import io.lastpath.rcm.ModuleStatus;
import io.lastpath.rcm.Operation;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RequestSequence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The coordinator itself, without the framework around it: puts the parts together. Safe for use by
 * several threads.
 */
public class Engine implements Coordinator {

    private static final String STANDS_BY =
            "a module of the same name is in service; this one takes over when that one leaves";

    private final Host host;
    private final Remarks remarks;
    private final Consumer<Operation> audit;
    private final NameResolver names;
    private final Feed feed;
    private final ExecutorService pool = Threads.callPool();
    private final ExecutorService writer = Threads.one("lastpath-engine-journal");
    private final Modules modules = new Modules();
    private final Journal journal;
    private final OperationLog log;
    private final GivenBackLog givenBack;
    private final RequestTable requests;
    private final Registrations registrations;
    private final CallRunner runner;
    private final Registrar registrar;
    private final Asking asking;
    private final Noticing noticing;
    private final Informing informing;
    private final Announcing announcing;
    private final Recovery recovery;
    private final Reaping reaping;
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
        this.remarks = remarks;
        this.audit = audit;
        names = new NameResolver(host.links());
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
        log = journal.log();
        givenBack = new GivenBackLog(remarks);
        runner = new CallRunner(pool, remarks::warn);
        registrar =
                new Registrar(
                        modules,
                        runner,
                        this::handle,
                        host.nanos(),
                        this::isRunning,
                        remarks,
                        feed::changed);
        Teller teller = new Teller(runner, registrations, this::handle);
        asking = new Asking(requests, registrations, teller, journal.keeper());
        noticing = new Noticing(requests, registrations, teller, journal.keeper());
        informing = new Informing(registrations, teller);
        announcing = new Announcing(registrations, teller);
        Leftovers leftovers = requests.leftovers();
        Finishing finishing =
                new Finishing(leftovers, asking, noticing, this::isRunning, new Recording(this));
        recovery =
                new Recovery(
                        leftovers,
                        modules,
                        host.presence(),
                        finishing,
                        host.nanos(),
                        module -> registrar.registerSoon(module, pool));
        reaping = new Reaping(leftovers, registrations, host.presence(), finishing, host.nanos());
    }

    /**
     * Finishes what an earlier coordinator left behind, as far as the modules that it called are
     * back, and ends what initiators left behind that have gone. To be called again and again, by
     * one thread at a time.
     *
     * @param patience how long after the start modules that are not back are waited for, before
     *     their requests say that they need a person
     */
    public void care(Duration patience) {
        recover(patience);
        reaping.attempt();
        keep();
    }

    /** Finishes what an earlier coordinator left behind, and nothing else. */
    void recover(Duration patience) {
        recovery.attempt(patience.toNanos());
        keep();
    }

    /** Ends what initiators left behind that have gone, and cleans up, whoever is there. */
    void reap() {
        reaping.attempt();
        reaping.cleanUp();
        keep();
    }

    /**
     * Takes in a module. Returns at once; the module is called on other threads.
     *
     * @param name its name
     * @param limitMillis the time limit of each callback in milliseconds
     * @param service gives the module; called on other threads, any number of times
     * @return what to {@link #leave} with, and when it is done registering
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
        ModuleSlot module = new ModuleSlot(name, registrations.nextArrival(), terms, service);
        boolean serves = modules.arrive(module);
        if (!serves) {
            remarks.warn("another module " + name + " has arrived and stands by: " + STANDS_BY);
            feed.changed();
        }
        return new Arrival(
                module,
                serves && isRunning() ? welcome(module) : CompletableFuture.completedFuture(null));
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
        Optional<ModuleSlot> successor = modules.leave(arrival.module());
        arrival.module().leave();
        registrations.forget(arrival.module());
        successor.filter(one -> isRunning()).ifPresent(this::takeOver);
    }

    private void takeOver(ModuleSlot module) {
        remarks.note("module " + module.name() + ", which stood by, takes over");
        welcome(module);
    }

    private CompletableFuture<Void> welcome(ModuleSlot module) {
        return registrar
                .welcome(module, pool)
                .handle(
                        (said, failure) -> {
                            feed.changed();
                            return null;
                        });
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
        return new EngineHandle(this, new Initiating(this, intent, null));
    }

    @Override
    public RcmHandle open(Intent intent, String module) {
        return new EngineHandle(this, new Initiating(this, intent, module));
    }

    @Override
    public void requestRegistration(String module) {
        if (isRunning()) {
            modules.find(module).ifPresent(slot -> registrar.registerSoon(slot, pool));
        }
    }

    @Override
    public List<ModuleStatus> modules() {
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

    @Override
    public List<DrRequest> drRequests() {
        return requests.requests();
    }

    @Override
    public List<GivenBack> givenBack() {
        return givenBack.all();
    }

    @Override
    public JournalStatus journal() {
        return journal.status();
    }

    @Override
    public boolean acknowledgeJournalLoss(Intent intent) {
        Instant started = now();
        if (!journal.acknowledge(intent)) {
            return false;
        }
        long number = draw();
        ended(
                new Operation(
                        number,
                        OperationKind.ACKNOWLEDGE,
                        intent,
                        List.of(),
                        RcmFlags.NONE,
                        RcmReply.SUCCESS.numbered(number),
                        started,
                        now()),
                intent);
        feed.changed();
        return true;
    }

    @Override
    public int resourceCount() {
        return registrations.resourceCount();
    }

    @Override
    public List<Operation> operations() {
        return log.all();
    }

    @Override
    public Optional<Operation> operation(long number) {
        return log.find(number);
    }

    @Override
    public void addListener(CoordinatorListener listener) {
        feed.add(listener);
    }

    @Override
    public void removeListener(CoordinatorListener listener) {
        feed.remove(listener);
    }

    boolean isRunning() {
        return running.get();
    }

    Instant now() {
        return host.clock().instant();
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

    /** {@return the number of a request that starts now} */
    long draw() {
        return journal.draw();
    }

    /**
     * An operation has ended.
     *
     * @param operation its record
     * @param whose who asked for it first
     */
    void ended(Operation operation, Intent whose) {
        if (Initiating.isPerson(whose)) {
            registrar.registerBarred(pool); // what was in their way may have ended
        }
        audit.accept(operation);
        log.add(operation);
        feed.ended(operation);
    }

    /** A DR request was ended by nobody else; see {@link GivenBackLog#add}. */
    void givenBack(GivenBack one, boolean wanted) {
        givenBack.add(one, wanted);
    }

    Optional<ModuleSlot> find(String module) {
        return modules.find(module);
    }

    List<Assessment> registerAll() {
        return registrar.registerAll();
    }

    List<Assessment> standingDoubts() {
        List<Assessment> doubts = new ArrayList<>(registrar.standingDoubts());
        journal.doubt().ifPresent(doubts::add);
        return doubts;
    }

    NameResolver names() {
        return names;
    }

    Registrations registrations() {
        return registrations;
    }

    Asking asking() {
        return asking;
    }

    Noticing noticing() {
        return noticing;
    }

    Informing informing() {
        return informing;
    }

    Announcing announcing() {
        return announcing;
    }

    RcmReply listing() {
        return listed(requests.listing());
    }

    /** Last arrived first, as RCM lists them. */
    RcmReply moduleListing() {
        List<InfoTuple> tuples = new ArrayList<>();
        for (ModuleSlot module : modules.serving()) {
            tuples.add(
                    0,
                    new InfoTuple(
                            "dummy",
                            module.name(),
                            0,
                            RcmState.UNKNOWN,
                            new RequestSequence(0, 0),
                            module.info(),
                            "",
                            Map.of()));
        }
        return listed(tuples);
    }

    private static RcmReply listed(List<InfoTuple> tuples) {
        return new RcmReply(RcmResult.SUCCESS, Errno.NONE, tuples, List.of(), 0);
    }

    private RcmHandle handle(ModuleSlot module, RequestScope scope) {
        return new EngineHandle(this, new CallingBack(module, scope));
    }
}
