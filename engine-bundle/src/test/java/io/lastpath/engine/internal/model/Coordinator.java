// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import io.lastpath.engine.internal.model.Observation.Callback;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** One life of the coordinator: what SEMANTICS.md says, one thing after the other. */
final class Coordinator {

    private static final long REGISTER_AGAIN_SECONDS = 5;

    private static final List<String> OPERATIONS =
            List.of("offline", "suspend", "online", "remove", "resume");

    private final World world;
    private final Registrations registrations;
    private final Information information;
    private final Asks asks;
    private final Tells tells;
    private final Announcements announcements;
    private final List<ModelModule> modules = new ArrayList<>();
    private final List<Long> active = new ArrayList<>();
    private long registered;

    Coordinator(World world) {
        this.world = world;
        this.registrations = new Registrations(this);
        this.information = new Information(this);
        this.asks = new Asks(this);
        this.tells = new Tells(this);
        this.announcements = new Announcements(this);
    }

    /** Modules are loaded and register, then the table is gone through (section 9a). */
    void start() {
        for (Script script : world.scripts.values()) {
            if (!script.isLate() && script.isPresent() && load(script.name())) {
                module(script.name()).register(this, true);
            }
        }
        registered = world.seconds - REGISTER_AGAIN_SECONDS;
        new Recovery(this).afterStart();
    }

    World world() {
        return world;
    }

    Registrations registrations() {
        return registrations;
    }

    Information information() {
        return information;
    }

    Asks asks() {
        return asks;
    }

    Tells tells() {
        return tells;
    }

    /** In the order of loading. */
    List<ModelModule> modules() {
        return List.copyOf(modules);
    }

    ModelModule module(String name) {
        return modules.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    /** {@return whether there is such a module, now} */
    boolean load(String name) {
        Script script = world.scripts.get(name);
        if (script == null || !script.isUsable() || !script.isPresent()) {
            return false;
        }
        if (module(name) == null) {
            boolean isMultipath = script.variant().equals("mpxio");
            modules.add(isMultipath ? new MultipathModule(script) : new ScriptedModule(script));
        }
        return true;
    }

    /** A module goes, and its registrants with it. */
    void leave(String name) {
        modules.removeIf(one -> one.name().equals(name));
        registrations.leave(name);
    }

    /** A module comes and registers. */
    void arrive(String name) {
        if (load(name)) {
            module(name).register(this, false);
        }
    }

    /**
     * {@return whether nothing is being done with an entry; in an earlier life nobody does any
     * more}
     */
    boolean isIdle(Entry entry) {
        boolean isBeingDone = !entry.pending && States.TRANSITIONAL.contains(entry.state);
        return !isBeingDone && !isActive(entry.number);
    }

    boolean isActive(long number) {
        return active.contains(number);
    }

    /** Not more than once in five seconds; the module loaded last is the first. */
    private void registerAgain() {
        if (world.seconds - registered < REGISTER_AGAIN_SECONDS) {
            return;
        }
        registered = world.seconds;
        List<ModelModule> lastFirst = new ArrayList<>(modules);
        Collections.reverse(lastFirst);
        lastFirst.forEach(one -> one.register(this, false));
    }

    /** A request from outside, arguments as in the steps of a trace. */
    Reply request(String op, long pid, int flags, List<String> args) {
        int names = op.equals("suspend") || op.endsWith("register") ? 2 : 0;
        names = List.of("capreq", "capnotify", "event").contains(op) ? 1 : names;
        List<String> resources = args.subList(Math.min(names, args.size()), args.size());
        boolean isList = Flags.has(flags, Flags.LIST_OPERATIONS | Flags.LIST_MODULES);
        if ((flags & ~Flags.allowed(op)) != 0
                || resources.contains("")
                || (resources.isEmpty() && !(op.equals("getinfo") && isList))
                || (op.equals("suspend") && args.get(0).startsWith("-"))) {
            return Reply.error("EINVAL");
        }
        switch (op) {
            case "register", "unregister" -> {
                return registration(op, pid, flags, args);
            }
            case "state" -> {
                world.lastNumber++;
                return new Reply("0", information.state(world.place(args.get(0))), List.of());
            }
            default -> {}
        }
        if (List.of("getinfo", "offline", "suspend").contains(op)) {
            registerAgain();
        }
        if (isList) {
            world.lastNumber++;
            return Flags.has(flags, Flags.LIST_OPERATIONS)
                    ? information.operations()
                    : information.modules();
        }
        String interval = op.equals("suspend") ? args.subList(0, 2).toString() : null;
        Question question = new Question(op, flags, interval, names == 1 ? args.get(0) : null);
        return numbered(question, pid, world.places(resources));
    }

    private Reply registration(String op, long pid, int flags, List<String> args) {
        int marks = flags | Flags.ofKind(args.get(0));
        Script script = world.scripts.get(args.get(1));
        if (script == null || (op.equals("register") && !script.isPresent())) {
            return Reply.error("EINVAL");
        }
        return op.equals("register")
                ? registrations.register(args.get(2), args.get(1), pid, marks, true)
                : registrations.unregister(args.get(2), args.get(1), pid, marks);
    }

    private Reply numbered(Question question, long pid, List<Place> places) {
        boolean event = question.op().equals("event");
        long number = event ? ++world.lastEvent : ++world.lastNumber;
        active.add(number);
        keep(question);
        try {
            List<Place> roots = event ? List.of() : places;
            Request request = new Request(number, pid, event, roots, false);
            Reply reply = serve(Call.outside(request), question, places);
            keep(question);
            return reply;
        } finally {
            active.remove(number);
        }
    }

    /** R6. */
    Reply alone(Call call, Function<Call, Reply> operation) {
        long number = ++world.lastEvent;
        return whileActive(number, () -> operation.apply(call.whole(number)));
    }

    /** R5: what is asked about in it is not ended meanwhile. */
    Reply whileActive(long number, Supplier<Reply> operation) {
        active.add(number);
        try {
            return operation.get();
        } finally {
            active.remove(number);
        }
    }

    /** R16; who only wants to know something changes nothing. */
    private void keep(Question question) {
        if (!question.op().equals("getinfo")) {
            world.table.keep();
        }
    }

    /** A call that a module makes in a callback. */
    Reply call(Call call, Question question, List<String> names) {
        if (call.depth() > Call.DEEPEST) {
            return Reply.of(-1, List.of());
        }
        boolean isKept = call.isOfEvent() && OPERATIONS.contains(question.op());
        if (isKept) {
            world.table.keep();
        }
        Reply reply = serve(call.anew(), question, world.places(names));
        if (isKept) {
            world.table.keep();
        }
        return reply;
    }

    private Reply serve(Call call, Question question, List<Place> places) {
        if (isWronglyMarked(question, places)) {
            return Reply.error("EINVAL");
        }
        return switch (question.op()) {
            case "offline", "suspend" -> {
                Asking asking = Asking.valueOf(question.op().toUpperCase(Locale.ROOT));
                yield call.depth() == 0
                        ? asks.whole(call, asking, question, places)
                        : asks.fromModule(call, asking, question, places);
            }
            case "online", "remove", "resume" ->
                    tells.tell(
                            call,
                            Telling.valueOf(question.op().toUpperCase(Locale.ROOT)),
                            question,
                            places);
            case "getinfo" -> information.about(call, question, places);
            default -> announcements.announce(call, question, places.get(0));
        };
    }

    /**
     * R9; for information the flag counts for the first place that there is. What was taken so is
     * ended so, whoever registered or went since.
     */
    private boolean isWronglyMarked(Question question, List<Place> places) {
        if (!question.has(Flags.FILESYS)) {
            return false;
        }
        boolean isInformation = question.op().equals("getinfo");
        boolean isEnd = List.of("online", "remove", "resume").contains(question.op());
        return places.stream()
                .filter(one -> registrations.tree().find(one) != null)
                .filter(one -> !isEnd || world.table.find(one, true) == null)
                .limit(isInformation ? 1 : places.size())
                .anyMatch(registrations::isWronglyMarked);
    }

    /** Calls a registrant's module. */
    Question.Answer ask(Client client, Question question, Call handle) {
        int at = world.callbacks.size();
        boolean isSuspend = question.op().equals("suspend");
        Callback begun =
                new Callback(
                        question.op(),
                        client.module,
                        client.name,
                        question.flags(),
                        isSuspend ? question.interval() : null,
                        null,
                        "");
        world.callbacks.add(begun);
        Question.Answer answer = answer(client, question, handle);
        world.callbacks.set(at, begun.returned(answer.code, answer.error));
        if (question.op().equals("getinfo") && answer.code != 0 && isFirstGeneration(client)) {
            answer.error = answer.info;
        }
        return answer;
    }

    private boolean isFirstGeneration(Client client) {
        return world.scripts.get(client.module).variant().equals("v1");
    }

    private Question.Answer answer(Client client, Question question, Call handle) {
        ModelModule module = module(client.module);
        try {
            return module.answer(question, client.name, handle, this);
        } catch (ScriptedModule.Hung hung) {
            return Question.Answer.of(-1, Observation.LATE);
        }
    }
}
