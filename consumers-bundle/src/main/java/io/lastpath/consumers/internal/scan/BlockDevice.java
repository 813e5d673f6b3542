// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.host.Device;
import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.consumers.internal.host.Redundancy;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** A block device as it is read, before what stands on what is settled. For one thread. */
final class BlockDevice {

    private final String name;
    private final String path;
    private final Set<String> slaves = new TreeSet<>();
    private final Set<String> holders = new TreeSet<>();
    private String number = "";
    private String label;
    private Kind kind = Kind.DISK;
    private Redundancy array = Redundancy.NONE;
    private String backing = "";
    private boolean ofKnownMaker;

    /**
     * A device of which nothing more is known.
     *
     * @param name the kernel's name
     * @param path its DEVPATH, without {@code /devices}
     */
    BlockDevice(String name, String path) {
        this.name = name;
        this.path = path;
        this.label = name;
    }

    void number(String read) {
        number = read;
    }

    void label(String read) {
        label = read;
    }

    void kind(Kind read) {
        kind = read;
    }

    void array(Redundancy read) {
        array = read;
    }

    void backing(String read) {
        backing = read;
    }

    void ofKnownMaker() {
        ofKnownMaker = true;
    }

    void holders(Collection<String> read) {
        holders.addAll(read);
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    String number() {
        return number;
    }

    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    /** {@return names of what it stands on; to be added to} */
    Set<String> slaves() {
        return slaves;
    }

    /** {@return names of what says that it stands on it} */
    Set<String> holders() {
        return holders;
    }

    /** {@return the file that a loop device is made of; empty for others} */
    String backing() {
        return backing;
    }

    /** {@return whether the UUID could be read by which a map tells what made it} */
    boolean isOfKnownMaker() {
        return ofKnownMaker;
    }

    Device finished(Kind settled) {
        return new Device(name, path, number, label, settled, slaves, array);
    }
}
