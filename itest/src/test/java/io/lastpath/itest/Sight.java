// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.itest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lastpath.rcm.RcmFlags;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells, step by step of one scenario, whether the coordinator shows what the vectors require of
 * the module below it. For one thread.
 */
final class Sight {

    private static final int ONLINE = 1;

    private final NamesOfVector names;
    private final Set<String> registered = new TreeSet<>();
    private Set<String> asked = Set.of();
    private JsonNode script = JsonNodeFactory.instance.objectNode();
    private boolean isUnread;
    private boolean isReadAhead;

    Sight(NamesOfVector names) {
        this.names = names;
    }

    /** {@return the PHCIs that are registered now, according to the vectors} */
    Set<String> registered() {
        return registered;
    }

    /**
     * Follows a step.
     *
     * @param step the step
     * @param required what is required of it; null for one of the configuration
     * @param came what came of it; null for one of the configuration
     * @return why that cannot be seen; empty where it can, or nothing is required
     */
    String onto(JsonNode step, JsonNode required, DrivenStep came) {
        String op = step.get("op").asText();
        return switch (op) {
            case "rcm" -> {
                script = step;
                yield "";
            }
            case "devices" -> {
                isUnread = true;
                yield "";
            }
            case "modinfo" -> "the coordinator asks a module for its name when it arrives";
            case "register", "unregister" -> registration(op, required, came.names());
            default -> operation(op, step);
        };
    }

    private String registration(String op, JsonNode required, Set<String> names) {
        for (JsonNode event : required.path("events")) {
            String resource = event.get("rsrc").asText();
            if (event.get("call").asText().equals("unregister_interest")) {
                registered.remove(resource);
            } else if (event.get("rc").asInt() == 0) {
                registered.add(resource);
            }
        }
        asked = names;
        if (op.equals("register")) {
            boolean failed = required.get("rc").asInt() != 0;
            isUnread &= failed;
            isReadAhead &= failed;
            if (!script.path("register_errors").isEmpty()) {
                return "the vector has registrations fail, and the real ones do not";
            }
        }
        return this.names.hasTwins() ? "two names are one to the coordinator" : "";
    }

    private String operation(String op, JsonNode step) {
        String resource = step.get("rsrc").asText();
        boolean counts = !List.of("getinfo", "suspend", "resume").contains(op);
        RcmFlags flags = TakenFlags.of(step);
        isReadAhead |= counts && isUnread && !flags.has(RcmFlags.QUERY);
        String why = "";
        if (!asked.contains(resource)) {
            why = "the module has not registered for the resource, so that it is not asked";
        } else if (names.hasTwins() || names.isEntangled(resource)) {
            why = "two names are one to the coordinator, or one is below the other";
        } else if (counts && isMadeUp(resource)) {
            why = "the vector makes up states of PHCIs, and the real ones are online";
        } else if (isReadAhead) {
            why = "an offline has read the tree before it was registered";
        }
        isReadAhead &= !op.equals("remove"); // the house begins anew
        return why;
    }

    /** Whether the vector sets the state of another PHCI: its own counts for nothing. */
    private boolean isMadeUp(String resource) {
        return names.phcis().stream()
                .filter(phci -> !phci.equals(resource))
                .anyMatch(
                        phci ->
                                script.path("states").path(phci).asInt(ONLINE) != ONLINE
                                        || script.path("state_errors").path(phci).asInt() != 0);
    }
}
