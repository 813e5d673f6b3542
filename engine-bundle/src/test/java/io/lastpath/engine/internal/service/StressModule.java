// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import io.lastpath.rcm.UsageReply;
import io.lastpath.rcm.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A module for crowds: agrees as a rule, and now and then refuses, throws, does not come back in
 * time or takes a dependent along.
 */
final class StressModule implements RcmModule {

    private final List<String> resources;
    private final int refusals;
    private final int throwing;
    private final int hangs;
    private final CountDownLatch calm = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();

    /**
     * A module.
     *
     * @param resources what it registers for
     * @param refusals how many offlines and suspends of 1,000 it refuses
     * @param throwing how many callbacks of 1,000 throw
     * @param hangs how many of 10,000 callbacks do not come back until they are interrupted
     */
    StressModule(List<String> resources, int refusals, int throwing, int hangs) {
        this.resources = resources;
        this.refusals = refusals;
        this.throwing = throwing;
        this.hangs = hangs;
    }

    /** From now on it agrees to everything, at once. */
    void calmDown() {
        calm.countDown();
    }

    /** {@return how many callbacks are in it} */
    int inside() {
        return inside.get();
    }

    @Override
    public String info() {
        return "stress module 1.0";
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        resources.forEach(one -> handle.registerInterest(RegistrationKind.DR, one, RcmFlags.NONE));
        return RcmResult.SUCCESS;
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return RcmResult.SUCCESS;
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return UsageReply.of("used", Verdict.SAFE);
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return asked(() -> cascade(resource, one -> handle.requestOffline(one, flags)));
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return asked(() -> cascade(resource, one -> handle.requestSuspend(one, flags, interval)));
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return told(() -> cascade(resource, one -> handle.notifyOnline(one, flags)));
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return told(() -> cascade(resource, one -> handle.notifyRemove(one, flags)));
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return told(() -> cascade(resource, one -> handle.notifyResume(one, flags)));
    }

    /** What is done to the dependents of a resource. */
    private interface Dependents {
        RcmReply call(List<String> names);
    }

    /** What a module does in a callback. */
    private interface Work {
        ModuleReply run();
    }

    private ModuleReply asked(Work work) {
        if (calm.getCount() > 0 && ThreadLocalRandom.current().nextInt(1_000) < refusals) {
            return ModuleReply.refusal("in use just now");
        }
        return told(work);
    }

    private ModuleReply told(Work work) {
        inside.incrementAndGet();
        try {
            if (calm.getCount() > 0) {
                misbehave(ThreadLocalRandom.current());
            }
            return work.run();
        } finally {
            inside.decrementAndGet();
        }
    }

    private void misbehave(ThreadLocalRandom random) {
        if (random.nextInt(1_000) < throwing) {
            throw new IllegalStateException("the volume is broken");
        }
        if (random.nextInt(10_000) < hangs) {
            try {
                calm.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // given up by the coordinator
            }
        }
    }

    /** A port takes a disk along: {@code /card/3/port/4} that of {@code /disk/3/4}. */
    private static ModuleReply cascade(String resource, Dependents dependents) {
        if (!resource.startsWith("/card/")) {
            return ModuleReply.SUCCESS;
        }
        String[] parts = resource.split("/");
        RcmReply reply = dependents.call(List.of("/disk/" + parts[2] + "/" + parts[4]));
        return new ModuleReply(reply.result(), "", reply.tuples(), List.of());
    }
}
