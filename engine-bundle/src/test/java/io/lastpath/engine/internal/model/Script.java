// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A module of a trace: what it registers and how it answers. Its counters survive restarts. */
final class Script {

    private final JsonNode json;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private boolean present = true;

    /** What it registers each time. */
    record Wish(String resource, String kind, int flags) {}

    /** A scripted answer. */
    static final class Rule {
        final JsonNode json;
        private int used;

        Rule(JsonNode json) {
            this.json = json;
        }

        private boolean fits(Question question, String resource) {
            String phase = json.path("phase").asText("any");
            int times = json.path("times").asInt(0);
            return matches("op", question.op())
                    && matches("rsrc", resource)
                    && (phase.equals("any") || phase.equals("query") == question.has(Flags.QUERY))
                    && (times == 0 || used < times);
        }

        private boolean matches(String key, String text) {
            String pattern = json.path(key).asText("*");
            return pattern.equals("*") || pattern.equals(text);
        }

        String error(String otherwise) {
            return json.path("error").asText(otherwise);
        }
    }

    Script(JsonNode json) {
        this.json = json;
        for (JsonNode one : json.path("register")) {
            wishes.add(
                    new Wish(
                            one.get("rsrc").asText(),
                            one.get("kind").asText(),
                            one.path("flags").asInt(0)));
        }
        json.path("rules").forEach(rule -> rules.add(new Rule(rule)));
    }

    String name() {
        return json.get("name").asText();
    }

    String info() {
        return json.path("info").asText("");
    }

    String variant() {
        return json.path("variant").asText("v2");
    }

    boolean isUsable() {
        return !variant().startsWith("bad");
    }

    boolean isLate() {
        return variant().equals("late");
    }

    /** Whether the module can be loaded at present. */
    boolean isPresent() {
        return present;
    }

    void setPresent(boolean there) {
        present = there;
    }

    List<Wish> wishes() {
        return List.copyOf(wishes);
    }

    void wish(List<String> args) {
        if (args.get(1).equals("+")) {
            wishes.add(new Wish(args.get(2), args.get(3), 0));
        } else {
            wishes.removeIf(
                    one -> one.resource().equals(args.get(2)) && one.kind().equals(args.get(3)));
        }
    }

    /** {@return the first rule that fits, used once more; null if none does} */
    Rule use(Question question, String resource) {
        for (Rule rule : rules) {
            if (rule.fits(question, resource)) {
                rule.used++;
                return rule;
            }
        }
        return null;
    }

    static List<String> texts(JsonNode list, int from) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < list.size(); i++) {
            texts.add(list.get(i).asText());
        }
        return texts;
    }
}
