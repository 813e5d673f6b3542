// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** A module that does what its script says (README of the traces, rules and acts). */
final class ScriptedModule implements ModelModule {

    private static final Set<String> NO_QUESTIONS = Set.of("register", "unregister", "state");

    private final Script script;

    ScriptedModule(Script script) {
        this.script = script;
    }

    @Override
    public String name() {
        return script.name();
    }

    @Override
    public String info() {
        return script.info();
    }

    @Override
    public void register(Coordinator coordinator, boolean isStart) {
        coordinator.registrations().left().comeBack(name());
        for (Script.Wish wish : script.wishes()) {
            int flags = wish.flags() | Flags.ofKind(wish.kind());
            coordinator.registrations().register(wish.resource(), name(), 0, flags, !isStart);
        }
    }

    @Override
    public boolean hasAnnouncements() {
        return !List.of("v1", "nullops").contains(script.variant());
    }

    @Override
    public Question.Answer answer(
            Question question, String resource, Call handle, Coordinator engine) {
        Question.Answer answer = new Question.Answer();
        answer.info = name() + " uses " + resource;
        Script.Rule rule = script.use(question, resource);
        if (rule != null) {
            answer.code = rule.json.path("rc").asInt(0);
            answer.error = rule.error("");
            answer.info = rule.json.path("info").asText(answer.info).replace("NONE", "");
            for (JsonNode act : rule.json.path("acts")) {
                act(Script.texts(act, 0), question, rule, handle, engine, answer);
            }
        }
        return answer;
    }

    private void act(
            List<String> act,
            Question question,
            Script.Rule rule,
            Call handle,
            Coordinator engine,
            Question.Answer answer) {
        switch (act.get(0)) {
            case "cascade" -> {
                if (!question.op().equals("getinfo") || question.has(Flags.DEPENDENTS)) {
                    answer.passedOn = true;
                    Reply reply = engine.call(handle, question, act.subList(1, act.size()));
                    answer.tuples.addAll(reply.tuples());
                    fail(answer, rule, reply);
                }
            }
            case "call", "callnull" -> {
                answer.passedOn |= !NO_QUESTIONS.contains(act.get(1));
                Reply reply = call(act, question, handle, engine);
                answer.tuples.addAll(act.get(0).equals("call") ? reply.tuples() : List.of());
                if (act.get(1).equals("offline")) {
                    fail(answer, rule, reply);
                }
            }
            case "intrude" ->
                    engine.request(
                            act.get(1),
                            Long.parseLong(act.get(2)),
                            Integer.parseInt(act.get(3)),
                            act.subList(4, act.size()));
            case "prop" -> answer.properties.put(act.get(1), act.get(2));
            case "die" -> engine.world().processes.remove(Long.parseLong(act.get(1)));
            case "crash" -> throw new Killed();
            case "hang" -> throw new Hung();
            default -> throw new IllegalArgumentException("no act: " + act);
        }
    }

    private Reply call(List<String> act, Question question, Call handle, Coordinator engine) {
        int flags = Integer.parseInt(act.get(2));
        Registrations registrations = engine.registrations();
        return switch (act.get(1)) {
            case "register" ->
                    registrations.register(act.get(3), name(), 0, flags | Flags.DR, true);
            case "unregister" -> registrations.unregister(act.get(3), name(), 0, flags | Flags.DR);
            case "state" -> Reply.SUCCESS;
            default -> {
                Question called = new Question(act.get(1), flags, "[1, 0]", question.data());
                yield engine.call(handle, called, act.subList(3, act.size()));
            }
        };
    }

    private static void fail(Question.Answer answer, Script.Rule rule, Reply reply) {
        if (!reply.isSuccess()) {
            answer.code = reply.number() < 0 ? reply.number() : -1;
            answer.error = rule.error("dependents failed");
        }
    }

    /** The coordinator is killed right here. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The callback does not come back within the module's time limit. */
    static final class Hung extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
