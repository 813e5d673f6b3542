// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.rcm.DrRequest;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.InfoTuple;
import io.lastpath.rcm.Initiator;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One of a crowd: asks for this and that, without regard for the others. For one thread. */
final class StressClient {

    private static final RcmFlags NONE = RcmFlags.NONE;

    private final Engine engine;
    private final Initiator initiator;
    private final RcmHandle handle;
    private final RcmHandle registrar;
    private final Random random;
    private final Set<String> registered = new HashSet<>();
    private final List<Long> answered = new ArrayList<>();
    private long operations;
    private long conflicts;
    private long refusals;

    StressClient(Engine engine, int number, Initiator initiator, long seed) {
        this.engine = engine;
        this.initiator = initiator;
        this.handle = engine.open(Intent.of(initiator, "stress"));
        this.registrar =
                engine.open(Intent.of(Initiator.process(100 + number), "stress"), "clients");
        this.random = new Random(seed + number);
    }

    /** Does something at random until it is enough. */
    void run(BooleanSupplier enough) {
        while (!enough.getAsBoolean()) {
            act();
            if (operations % 50 == 0) {
                checkThatNothingHeldOverlaps(engine.drRequests());
            }
        }
    }

    private void act() {
        List<String> names = Stream.generate(this::name).limit(1 + random.nextInt(3)).toList();
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> note(handle.requestOffline(names, NONE));
            case 3 -> note(handle.requestOffline(names, RcmFlags.QUERY));
            case 4, 5 -> note(handle.notifyOnline(names, NONE));
            case 6 -> note(handle.notifyRemove(names, NONE));
            case 7 -> note(handle.requestSuspend(names, NONE, Duration.ofSeconds(1)));
            case 8 -> note(handle.notifyResume(names, NONE));
            case 9 -> note(handle.getInfo(names, RcmFlags.INCLUDE_SUBTREE));
            case 10, 11 -> register(names.get(0));
            case 12 -> unregister(names.get(0));
            default -> endMine();
        }
    }

    private String name() {
        int card = random.nextInt(EngineStressTest.CARDS);
        int port = random.nextInt(EngineStressTest.PORTS);
        return switch (random.nextInt(8)) {
            case 0 -> "/card/" + card;
            case 1, 2 -> "/disk/" + card + "/" + port;
            default -> "/card/" + card + "/port/" + port;
        };
    }

    private void register(String name) {
        RcmReply reply = registrar.registerInterest(RegistrationKind.DR, name, NONE);
        if (reply.isSuccess()) {
            registered.add(name);
        }
        count(reply);
    }

    private void unregister(String name) {
        String mine = registered.isEmpty() ? name : registered.iterator().next();
        count(registrar.unregisterInterest(RegistrationKind.DR, mine, NONE));
        registered.remove(mine);
    }

    /** Ends what this client holds and what it left behind. */
    private void endMine() {
        end(request -> true);
    }

    /** Ends what this client itself asked for; the rest is to come back with that. */
    void endRoots() {
        end(request -> request.sequence().depth() == 0);
    }

    private void end(Predicate<DrRequest> which) {
        for (DrRequest request : engine.drRequests()) {
            if (request.intent().initiator().isSameAs(initiator) && which.test(request)) {
                List<String> name = List.of(request.resource());
                switch (request.state()) {
                    case SUSPENDED, SUSPEND_FAIL, SUSPEND_QUERYING, SUSPENDING, RESUMING ->
                            note(handle.notifyResume(name, NONE));
                    default -> note(handle.notifyOnline(name, NONE));
                }
            }
        }
    }

    void unregisterAll() {
        registered.forEach(one -> registrar.unregisterInterest(RegistrationKind.DR, one, NONE));
    }

    List<Long> answered() {
        return answered;
    }

    long operations() {
        return operations;
    }

    long conflicts() {
        return conflicts;
    }

    long refusals() {
        return refusals;
    }

    private void note(RcmReply reply) {
        answered.add(reply.operation());
        count(reply);
    }

    private void count(RcmReply reply) {
        operations++;
        if (reply.result().equals(RcmResult.CONFLICT) || reply.errno() == Errno.EAGAIN) {
            conflicts++;
            if (reply.tuples().stream().noneMatch(StressClient::saysWhoHoldsItSinceWhen)) {
                throw new AssertionError("a conflict without its holder: " + reply);
            }
        } else if (!reply.isSuccess()) {
            refusals++;
        }
    }

    private static boolean saysWhoHoldsItSinceWhen(InfoTuple tuple) {
        return tuple.properties().keySet().containsAll(Set.of("holder", "since"));
    }

    private static void checkThatNothingHeldOverlaps(List<DrRequest> requests) {
        Set<String> held = new HashSet<>();
        requests.forEach(one -> held.add(one.resource()));
        for (String one : held) {
            for (int end = one.lastIndexOf('/'); end > 0; end = one.lastIndexOf('/', end - 1)) {
                if (held.contains(one.substring(0, end))) {
                    throw new AssertionError(one + " is held below " + one.substring(0, end));
                }
            }
        }
    }
}
