// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.sim.internal.scenario;

import io.lastpath.devinfo.PathState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Works out what a scenario would be after a change. Changes nothing; what is not allowed is an
 * {@link IllegalArgumentException} with a sentence. Immutable.
 */
public final class ScenarioEditor {

    private final Scenario scenario;
    private final ScenarioNames names;

    /**
     * An editor.
     *
     * @param scenario what is to be changed
     */
    public ScenarioEditor(Scenario scenario) {
        this.scenario = scenario;
        this.names = new ScenarioNames(scenario.devices());
    }

    /** {@return the change that sets the state of a client's paths through a PHCI} */
    public Edit setPathState(String client, String phci, String state) {
        PathState wanted = state(state);
        int index = names.client(client);
        String device = names.phci(phci);
        ScenarioClient before = clients().get(index);
        int count = countThrough(before, device);
        return edit(
                replace(index, before.withPaths(inState(before.paths(), device, wanted))),
                "%s of %s through %s %s now %s",
                Words.count(count, "path"),
                before.label(),
                names.label(device),
                count == 1 ? "is" : "are",
                Words.of(wanted));
    }

    /** {@return the change that sets the state of every path through a PHCI} */
    public Edit setPhciState(String phci, String state) {
        PathState wanted = state(state);
        String device = names.phci(phci);
        long count =
                clients().stream()
                        .flatMap(client -> client.paths().stream())
                        .filter(path -> path.leadsThrough(device))
                        .count();
        if (count == 0) {
            throw new IllegalArgumentException(
                    "'phci': no path leads through " + names.label(device));
        }
        List<ScenarioClient> after =
                clients().stream()
                        .map(c -> c.withPaths(inState(c.paths(), device, wanted)))
                        .toList();
        return edit(
                scenario.withClients(after),
                "%s through %s %s now %s",
                Words.count((int) count, "path"),
                names.label(device),
                count == 1 ? "is" : "are",
                Words.of(wanted));
    }

    /** {@return the change that adds a path to a client} */
    public Edit addPath(String client, String phci, String state) {
        PathState wanted = state(state);
        int index = names.client(client);
        // A PHCI may be new; then it has to be a whole device path.
        String device = phci.startsWith("/") ? checked("phci", phci) : names.phci(phci);
        ScenarioClient before = clients().get(index);
        List<ScenarioPath> paths = new ArrayList<>(before.paths());
        paths.add(new ScenarioPath(Optional.of(device), wanted, false, ""));
        Scenario after = replace(index, before.withPaths(paths));
        return edit(
                after,
                "%s has a new path through %s, which is %s: it has %s now",
                before.label(),
                new ScenarioNames(after.devices()).label(device),
                Words.of(wanted),
                Words.count(paths.size(), "path"));
    }

    /** {@return the change that removes a client's paths through a PHCI} */
    public Edit removePath(String client, String phci) {
        int index = names.client(client);
        String device = names.phci(phci);
        ScenarioClient before = clients().get(index);
        int count = countThrough(before, device);
        List<ScenarioPath> left =
                before.paths().stream().filter(path -> !path.leadsThrough(device)).toList();
        return edit(
                replace(index, before.withPaths(left)),
                "removed %s of %s through %s: it has %s now",
                Words.count(count, "path"),
                before.label(),
                names.label(device),
                Words.count(left.size(), "path"));
    }

    /** {@return the change that adds a client without paths} */
    public Edit addClient(String path, String name, String identity) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "'path': " + Words.quote(path) + " is no device path, which starts with /");
        }
        ScenarioClient added =
                new ScenarioClient(
                        Optional.of(checked("path", path)),
                        checked("name", name),
                        checked("identity", identity),
                        List.of());
        List<ScenarioClient> after = new ArrayList<>(clients());
        after.add(added);
        return edit(
                scenario.withClients(after), "added the client %s, without paths", added.label());
    }

    /** {@return the change that removes a client with its paths and consumers} */
    public Edit removeClient(String client) {
        int index = names.client(client);
        ScenarioClient gone = clients().get(index);
        List<ScenarioClient> left = new ArrayList<>(clients());
        left.remove(index);
        List<ScenarioConsumer> users =
                scenario.consumers().stream()
                        .filter(user -> gone.path().filter(user.client()::equals).isEmpty())
                        .toList();
        return edit(
                new Scenario(
                        scenario.title(), new Devices(scenario.devices().phcis(), left), users),
                "removed the client %s with %s and %s",
                gone.label(),
                Words.count(gone.paths().size(), "path"),
                Words.count(scenario.consumers().size() - users.size(), "consumer"));
    }

    private List<ScenarioClient> clients() {
        return scenario.devices().clients();
    }

    private Scenario replace(int index, ScenarioClient client) {
        List<ScenarioClient> after = new ArrayList<>(clients());
        after.set(index, client);
        return scenario.withClients(after);
    }

    private int countThrough(ScenarioClient client, String device) {
        int count = (int) client.paths().stream().filter(path -> path.leadsThrough(device)).count();
        if (count == 0) {
            List<String> own = ScenarioNames.phcisOf(client).stream().map(names::label).toList();
            throw new IllegalArgumentException(
                    "'phci': "
                            + client.label()
                            + " has no path through "
                            + names.label(device)
                            + (own.isEmpty() ? "" : ", only through " + String.join(", ", own)));
        }
        return count;
    }

    private static List<ScenarioPath> inState(
            List<ScenarioPath> paths, String device, PathState state) {
        UnaryOperator<ScenarioPath> change =
                path -> path.leadsThrough(device) ? path.withState(state) : path;
        return paths.stream().map(change).toList();
    }

    private static PathState state(String word) {
        PathState state = Words.STATES.get(word);
        if (state == null) {
            throw new IllegalArgumentException("'state' " + Words.notOneOf(word, Words.STATES));
        }
        return state;
    }

    private static String checked(String parameter, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > JsonCursor.MAX_STRING_BYTES) {
            throw new IllegalArgumentException(
                    String.format(
                            "'%s' has more than the %d bytes that a string may have",
                            parameter, JsonCursor.MAX_STRING_BYTES));
        }
        return text;
    }

    /** An edited scenario obeys the same rules as one that was read, or it could not be saved. */
    private static Edit edit(Scenario after, String format, Object... values) {
        ScenarioRules.check(after)
                .ifPresent(
                        flaw -> {
                            throw new IllegalArgumentException("not done: " + flaw);
                        });
        return new Edit(after, String.format(format, values));
    }
}
