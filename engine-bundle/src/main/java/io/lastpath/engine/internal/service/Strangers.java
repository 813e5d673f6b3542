// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names for which nobody is registered at their place, above it or below it, or whose users were
 * told that they are gone. RCM grants what nobody objects to, and so a process of the host gets it.
 * A person may have misspelt the name, and would believe that those who use it agreed; what is gone
 * would be taken by a request that keeps everybody from registering once it is back. Stateless.
 */
final class Strangers {

    /** Ids of beans have a hyphen in the place of such. */
    private static final Pattern UNSHOWN = Pattern.compile("[^A-Za-z0-9._-]");

    private static final int NAMED = 3;

    private final Registrations registrations;

    Strangers(Registrations registrations) {
        this.registrations = registrations;
    }

    /**
     * What is to be said of the names of a request.
     *
     * @param said a sentence for each stranger
     * @param isRefused whether nothing is to be begun
     */
    record Finding(List<Assessment> said, boolean isRefused) {

        private static final Finding NONE = new Finding(List.of(), false);
    }

    /**
     * Looks for strangers among the names that an outside person gave.
     *
     * @param scope who asks
     * @param places the resources resolved
     * @param flags as given
     * @return what to say of them. Who forces and accepts the unknown may take one that is like the
     *     name of nobody's resource
     */
    Finding among(RequestScope scope, List<ResolvedName> places, RcmFlags flags) {
        if (scope.isCascaded() || !Initiating.isPerson(scope.intent())) {
            return Finding.NONE;
        }
        boolean forced =
                flags.has(RcmFlags.FORCE)
                        && scope.intent().accepted().contains(Intent.ACCEPT_UNKNOWN);
        List<Assessment> said = new ArrayList<>();
        boolean refused = false;
        for (ResolvedName place : places) {
            if (registrations.removals().isTold(place.key())
                    && !flags.has(RcmFlags.RETIRE_REQUEST)) {
                refused |= !forced;
                said.add(new Assessment(Verdict.UNKNOWN, gone(place.text(), forced)));
            } else if (!registrations.isAnybodyNear(place.key())) {
                List<String> meant = alike(place.text());
                boolean taken = forced && meant.isEmpty();
                refused |= !taken;
                said.add(new Assessment(Verdict.UNKNOWN, sentence(place.text(), meant, taken)));
            }
            if (!flags.has(RcmFlags.RETIRE_REQUEST)) {
                said.addAll(goneAlready(place));
            }
        }
        return new Finding(List.copyOf(said), refused);
    }

    /** Whoever hangs by it was told so and is not asked again, though it may still be shown. */
    private List<Assessment> goneAlready(ResolvedName place) {
        List<String> gone = new ArrayList<>(registrations.removals().below(place.key()));
        if (registrations.removals().contains(place.key())
                && !registrations.removals().isTold(place.key())) {
            gone.add(0, place.text());
        }
        if (gone.isEmpty()) {
            return List.of();
        }
        String more = gone.size() > NAMED ? " and " + (gone.size() - NAMED) + " more" : "";
        String sentence =
                gone.stream().limit(NAMED).collect(Collectors.joining(", "))
                        + more
                        + (gone.size() == 1
                                ? " was removed before and counts as gone"
                                : " were removed before and count as gone")
                        + ": only who has registered again is asked";
        return List.of(new Assessment(Verdict.DEGRADED, sentence));
    }

    /**
     * Looks for what counts as gone although a person has brought it online.
     *
     * @param scope who did
     * @param places the resources resolved
     * @return a sentence for each
     */
    List<Assessment> stillGone(RequestScope scope, List<ResolvedName> places) {
        if (scope.isCascaded() || !Initiating.isPerson(scope.intent())) {
            return List.of();
        }
        return places.stream()
                .filter(place -> registrations.removals().contains(place.key()))
                .map(place -> new Assessment(Verdict.DEGRADED, still(place.text())))
                .toList();
    }

    private static String still(String name) {
        return "'"
                + name
                + "' was removed before and still counts as gone, and so as no spare path, until"
                + " it is seen to come back or 'lastpath refresh' takes the removal back";
    }

    private static String gone(String name, boolean taken) {
        String gone = "'" + name + "' was removed and counts as gone: nobody was asked";
        return taken
                ? gone + " who had been told so"
                : gone
                        + ", and nothing has changed; if it is there all the same and leads to"
                        + " disks, 'lastpath refresh' takes the removal back; else it can be taken"
                        + " by a force that accepts UNKNOWN";
    }

    private List<String> alike(String name) {
        String end = shown("/" + name.replaceFirst("^/+", ""));
        return registrations.resources().stream()
                .filter(resource -> shown(resource).endsWith(end))
                .limit(NAMED)
                .toList();
    }

    private static String shown(String name) {
        return UNSHOWN.matcher(name).replaceAll("-");
    }

    private static String sentence(String name, List<String> meant, boolean taken) {
        String nobody =
                "nobody has registered for '" + name + "', above it or below it: nobody was asked";
        if (taken) {
            return nobody;
        }
        return nobody
                + ", and nothing has changed; "
                + (meant.isEmpty()
                        ? "the resource of a PHCI is /devices followed by its device path, as"
                                + " 'lastpath phcis' shows it; what is there and used by nobody can"
                                + " be taken by a force that accepts UNKNOWN"
                        : "if this is meant, say " + String.join(" or ", meant));
    }
}
