// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Compares a system with the model, and makes the history that shows a difference short. */
public final class HistoryCheck {

    private final SystemUnderTest system;

    /**
     * A check.
     *
     * @param system compared with the model
     */
    public HistoryCheck(SystemUnderTest system) {
        this.system = system;
    }

    /** {@return the first difference; empty if there is none} */
    public String difference(ObjectNode history) {
        List<Observation> model;
        try {
            model = Model.run(history);
        } catch (ScriptedModule.Killed killed) {
            return ""; // where no history goes on
        }
        List<Observation> seen = system.run(history);
        return Comparison.compareOwned(history, seen, step -> model.get(step + 1)).values().stream()
                .findFirst()
                .orElse("");
    }

    /** {@return a history that still differs, and none of whose steps can be left out} */
    public ObjectNode shrink(ObjectNode history) {
        ObjectNode shortest = history;
        for (int size = steps(shortest).size(); size > 0; size /= 2) {
            for (int from = steps(shortest).size() - size; from >= 0; from -= size) {
                shortest = without(shortest, "steps", from, size);
            }
        }
        for (int i = shortest.get("modules").size() - 1; i >= 0; i--) {
            ArrayNode rules = (ArrayNode) shortest.get("modules").get(i).path("rules");
            for (int rule = rules.size() - 1; rule >= 0; rule--) {
                shortest = withoutRule(shortest, i, rule);
            }
        }
        return shortest;
    }

    private static ArrayNode steps(ObjectNode history) {
        return (ArrayNode) history.get("steps");
    }

    private ObjectNode without(ObjectNode history, String list, int from, int size) {
        ObjectNode shorter = history.deepCopy();
        ArrayNode items = (ArrayNode) shorter.get(list);
        for (int i = 0; i < size && from < items.size(); i++) {
            items.remove(from);
        }
        return difference(shorter).isEmpty() ? history : shorter;
    }

    private ObjectNode withoutRule(ObjectNode history, int module, int rule) {
        ObjectNode shorter = history.deepCopy();
        ((ArrayNode) shorter.get("modules").get(module).get("rules")).remove(rule);
        return difference(shorter).isEmpty() ? history : shorter;
    }
}
