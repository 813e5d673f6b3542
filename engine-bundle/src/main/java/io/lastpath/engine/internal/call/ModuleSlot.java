// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One module from its arrival to its leaving, with the calls that are under way in it. A module
 * that comes back gets a new one. Safe for use by several threads.
 */
public final class ModuleSlot {

    private final String name;
    private final long arrival;
    private final Terms terms;
    private final Supplier<RcmModule> service;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong lateAnswers = new AtomicLong();
    private final AtomicInteger registrations = new AtomicInteger();
    private final AtomicBoolean inRegister = new AtomicBoolean();
    private final AtomicInteger overdue = new AtomicInteger();
    private final SingleFlight<Assessment> registering = new SingleFlight<>();
    private final Set<CompletableFuture<Assessment>> expected = ConcurrentHashMap.newKeySet();
    private final Map<Interest, InfoTuple> barred = new ConcurrentHashMap<>();
    private final Set<Interest> barredAgain = ConcurrentHashMap.newKeySet();
    private volatile String lastFailure = "";
    private volatile String unregistered = "";
    private volatile String info = "";
    private volatile boolean welcomed;
    private volatile boolean registered;
    private volatile boolean hasRegistered;
    private volatile boolean left;

    /**
     * A module that has arrived.
     *
     * @param name its name
     * @param arrival its place in the order of arrival
     * @param terms on which it is called
     * @param service gives the module; called on the coordinator's threads only, may throw
     */
    public ModuleSlot(String name, long arrival, Terms terms, Supplier<RcmModule> service) {
        this.name = name;
        this.arrival = arrival;
        this.terms = terms;
        this.service = service;
    }

    public String name() {
        return name;
    }

    /** {@return how long a callback of it may take, in milliseconds} */
    public long limitMillis() {
        return terms.limitMillis().getAsLong();
    }

    /** {@return whether it wants to hear of queries that are taken back} */
    public boolean isToldOfCancel() {
        return terms.toldOfCancel();
    }

    /** {@return its place in the order of arrival} */
    public long arrival() {
        return arrival;
    }

    /** {@return whether its first registration is over} */
    public boolean isWelcomed() {
        return welcomed;
    }

    /** {@return whether it could register all that it uses when it last tried} */
    public boolean isRegistered() {
        return registered;
    }

    /** {@return whether it could register all that it uses at least once} */
    public boolean hasRegistered() {
        return hasRegistered;
    }

    /** Notes that a registration is over. */
    public void registered(boolean well) {
        registered = well;
        hasRegistered |= well;
        welcomed = true;
    }

    /** Notes why it could not tell what it uses when it last tried; empty where it could. */
    public void unregistered(String reason) {
        unregistered = reason;
    }

    /** {@return why it could not tell what it uses when it last tried; empty where it could} */
    public String unregistered() {
        return unregistered;
    }

    /** {@return the module itself; may throw, and runs foreign code} */
    public RcmModule service() {
        RcmModule module = service.get();
        if (module == null) {
            throw new IllegalStateException("module " + name + " is not in service any more");
        }
        return module;
    }

    /** {@return keeps registrations of this module from running twice at a time} */
    public SingleFlight<Assessment> registering() {
        return registering;
    }

    /**
     * Notes a registration that is to come; it is forgotten when it is over.
     *
     * @return completes with what is to be said against relying on the module's registrations
     */
    public CompletableFuture<Assessment> expectRegistration() {
        CompletableFuture<Assessment> registration = new CompletableFuture<>();
        expected.add(registration);
        registration.whenComplete((said, failure) -> expected.remove(registration));
        return registration;
    }

    /**
     * Notes that a DR request keeps this module from registering for a resource.
     *
     * @param interest in which, and in what of it
     * @param request the tuple of the DR request
     */
    public void bar(Interest interest, InfoTuple request) {
        barred.put(interest, request);
        barredAgain.add(interest);
    }

    /** Notes that nothing keeps this module from registering for this any more. */
    public void unbar(Interest interest) {
        barred.remove(interest);
    }

    /**
     * The module registers again: what it is not kept from this time it has no use for any more.
     */
    public void beginToRegister() {
        barredAgain.clear();
    }

    /** Ends what {@link #beginToRegister} began; until now the earlier doubts hold. */
    public void endToRegister() {
        barred.keySet().retainAll(barredAgain);
    }

    /**
     * {@return what a DR request keeps this module from registering for, with the tuple of that
     * request: it cannot speak up for that}
     */
    public Map<String, InfoTuple> barred() {
        Map<String, InfoTuple> byResource = new HashMap<>();
        barred.forEach((interest, request) -> byResource.put(interest.resource(), request));
        return byResource;
    }

    /** {@return the registrations to come or under way} */
    public List<CompletableFuture<Assessment>> expectedRegistrations() {
        // One that has just ended may still be listed: who waited for it is woken first.
        return expected.stream().filter(one -> !one.isDone()).toList();
    }

    /**
     * Calls {@code register}, unless a call that nobody waits for any longer has not come back: a
     * module that hangs there shall not hold up each later request as long again.
     *
     * @param module the module
     * @param handle to register with
     * @return its result
     */
    public RcmResult registerOnce(RcmModule module, RcmHandle handle) {
        if (!inRegister.compareAndSet(false, true)) {
            throw new IllegalStateException("an earlier register has not come back yet");
        }
        try {
            return module.register(handle);
        } finally {
            inRegister.set(false);
        }
    }

    public String info() {
        return info;
    }

    public void info(String line) {
        info = line;
    }

    public int registrations() {
        return registrations.get();
    }

    /** Notes registrations that came or went. */
    public void registrations(int change) {
        registrations.addAndGet(change);
    }

    public long failures() {
        return failures.get();
    }

    public String lastFailure() {
        return lastFailure;
    }

    void failed(String sentence) {
        failures.incrementAndGet();
        lastFailure = sentence;
    }

    /**
     * Notes an answer that came after nobody waited any longer.
     *
     * @param sentence what came
     * @return the sentence with the number of such answers
     */
    String late(String sentence) {
        lastFailure = sentence + "; " + lateAnswers.incrementAndGet() + " such answers so far";
        return lastFailure;
    }

    /** {@return whether the module is out of service} */
    public boolean hasLeft() {
        return left;
    }

    /** Takes the module out of service: nobody waits for it any longer. */
    public void leave() {
        left = true;
        CallFailed reason = new CallFailed(CallFailed.Cause.LEFT, "");
        underWay.forEach(call -> call.completeExceptionally(reason));
    }

    /** {@return how many calls are in the module that nobody waits for any longer} */
    int overdue() {
        return overdue.get();
    }

    void overdue(int change) {
        overdue.addAndGet(change);
    }

    void enter(CompletableFuture<?> call) {
        underWay.add(call);
        if (left) { // after adding: one of the two sees the other
            call.completeExceptionally(new CallFailed(CallFailed.Cause.LEFT, ""));
        }
    }

    void exit(CompletableFuture<?> call) {
        underWay.remove(call);
    }
}
