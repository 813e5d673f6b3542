// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.connect;

import io.lastpath.devinfo.ResourceName;
import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import io.lastpath.management.MpxioMXBean;
import io.lastpath.management.PhciData;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What people may call a PHCI: its id, its device path, its resource name, or the last component of
 * its path where no other has the same. Immutable.
 */
public final class PhciNames {

    /** Ids have a hyphen in the place of such. */
    private static final Pattern UNSHOWN = Pattern.compile("[^A-Za-z0-9._-]");

    private final List<PhciData> phcis;
    private final String blind;
    private final String doubt;

    private PhciNames(List<PhciData> phcis, String blind, String doubt) {
        this.phcis = List.copyOf(phcis);
        this.blind = blind;
        this.doubt = doubt;
    }

    /**
     * The PHCIs of an instance.
     *
     * @param phcis all of them
     * @param doubt why these may be not all; empty where they are
     */
    public PhciNames(List<PhciData> phcis, String doubt) {
        this(phcis, "", doubt);
    }

    /**
     * The PHCIs of an instance.
     *
     * @param mpxio knows them
     * @return all that there are in its tree
     */
    public static PhciNames of(MpxioMXBean mpxio) {
        List<String> unreadable = mpxio.getUnreadable();
        return new PhciNames(
                mpxio.getPhcis(),
                unreadable.isEmpty()
                        ? mpxio.getStaleReason()
                        : "the tree is incomplete: " + unreadable.get(0));
    }

    /**
     * The PHCIs of an instance for a command that does not need them: the resource can be named.
     *
     * @param instance whom to ask
     * @return its PHCIs; none while it does not know any
     */
    public static PhciNames asFarAsKnown(RuntimeConnection instance) {
        return instance.mpxioIfThere()
                .map(PhciNames::of)
                .orElseGet(() -> new PhciNames(List.of(), RuntimeConnection.NO_MPXIO, ""));
    }

    /**
     * Finds PHCIs.
     *
     * @param names as typed
     * @return the PHCIs, in the same order
     * @throws LauncherException if a name is unknown or stands for several, or nobody knows that
     */
    public List<PhciData> find(List<String> names) {
        return names.stream().map(name -> find(name).orElseThrow(() -> unknown(name))).toList();
    }

    /**
     * Names the resource that a name stands for.
     *
     * @param name as typed
     * @return the resource of the PHCI of that name; the name itself where no PHCI has it
     * @throws LauncherException if the name stands for several PHCIs
     */
    public String resource(String name) {
        return find(name).map(PhciNames::resource).orElse(name);
    }

    /**
     * Names the resource whose DR request is to be ended, also where its PHCI has left the tree.
     *
     * @param name as typed
     * @param open resources of the open DR requests
     * @return the name itself where it is one of these, otherwise the resource of the PHCI, or of
     *     the only request that the name can stand for
     * @throws LauncherException if the name is unknown or stands for several PHCIs
     */
    public String resource(String name, List<String> open) {
        return open.contains(name)
                ? name
                : find(name).map(PhciNames::resource).orElseGet(() -> gone(name, open));
    }

    /**
     * Names the resource of a PHCI.
     *
     * @param phci the PHCI
     * @return its resource name
     */
    public static String resource(PhciData phci) {
        return ResourceName.of(phci.devicePath());
    }

    private Optional<PhciData> find(String name) {
        Optional<PhciData> whole =
                phcis.stream()
                        .filter(
                                phci ->
                                        name.equals(phci.id())
                                                || name.equals(phci.devicePath())
                                                || name.equals(resource(phci)))
                        .findFirst();
        return whole.isPresent() ? whole : findByLastComponent(name);
    }

    private Optional<PhciData> findByLastComponent(String name) {
        List<PhciData> found =
                phcis.stream().filter(phci -> phci.devicePath().endsWith("/" + name)).toList();
        if (found.size() > 1) {
            throw new LauncherException(
                    ExitCode.USAGE,
                    "'"
                            + name
                            + "' stands for "
                            + found.stream()
                                    .map(PhciData::devicePath)
                                    .collect(Collectors.joining(" and "))
                            + "; say which");
        }
        return found.stream().findFirst();
    }

    /** Where nobody knows the PHCIs, another one may have the same name. */
    private String gone(String name, List<String> open) {
        List<String> its = open.stream().filter(one -> isOf(name, one)).toList();
        if (!blind.isEmpty()) {
            throw unseen(name, its);
        }
        if (its.size() == 1) {
            return its.get(0);
        }
        throw open.isEmpty() ? unknown(name) : ambiguous(name, its);
    }

    private static boolean isOf(String name, String resource) {
        String end = resource.substring(resource.lastIndexOf('/') + 1);
        return name.equals(end) || resource.equals(ResourceName.of(name)) || name.equals(id(end));
    }

    /** {@return the last component of a path as an id has it} */
    static String id(String component) {
        return UNSHOWN.matcher(component).replaceAll("-");
    }

    private static LauncherException ambiguous(String name, List<String> its) {
        return new LauncherException(
                ExitCode.USAGE,
                "there is no PHCI '"
                        + name
                        + (its.isEmpty()
                                ? "'; 'lastpath status' lists the open DR requests by their resources"
                                : "' in the tree any more; name the resource of its DR request: "
                                        + String.join(" or ", its)));
    }

    /** Whether there is such a PHCI nobody knows now. */
    private LauncherException unseen(String name, List<String> its) {
        return new LauncherException(
                ExitCode.USAGE,
                "no DR request is open on '"
                        + name
                        + (its.isEmpty()
                                ? "'; 'lastpath status' lists those that are; "
                                : "'; name the resource: " + String.join(" or ", its) + "; ")
                        + blind);
    }

    private LauncherException unknown(String name) {
        if (!doubt.isEmpty()) {
            return new LauncherException(
                    ExitCode.REFUSED,
                    "whether there is a PHCI '"
                            + name
                            + "' is not known: "
                            + doubt
                            + (Judgement.isPending(doubt) ? "; try again in a moment" : "")
                            + (phcis.isEmpty()
                                    ? ""
                                    : "; 'lastpath phcis' lists those that are known"));
        }
        return new LauncherException(
                ExitCode.USAGE,
                phcis.isEmpty()
                        ? "there is no PHCI '" + name + "': no adapter has shown any"
                        : "there is no PHCI '"
                                + name
                                + "'; "
                                + new OtherNames(phcis).insteadOf(name));
    }
}
