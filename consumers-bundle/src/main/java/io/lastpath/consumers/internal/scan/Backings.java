// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.consumers.internal.scan;

import io.lastpath.consumers.internal.files.HostFiles;
import io.lastpath.consumers.internal.host.Device.Kind;
import io.lastpath.consumers.internal.host.Gap;
import io.lastpath.consumers.internal.scan.Grounds.Ground;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a loop device is made of, a file or the node of a device wherever that is, and to
 * which node zram writes back. For one thread.
 */
final class Backings {

    private final HostFiles files;
    private final Gaps gaps;
    private final Grounds grounds;
    private final NameSpace space;
    private final List<BlockDevice> denied = new ArrayList<>();
    private final List<BlockDevice> unrecorded = new ArrayList<>();

    /**
     * A finder.
     *
     * @param space where the files are
     */
    Backings(HostFiles files, Gaps gaps, Grounds grounds, NameSpace space) {
        this.files = files;
        this.gaps = gaps;
        this.grounds = grounds;
        this.space = space;
    }

    /** {@return what could not be seen, a sentence for each reason} */
    List<String> unseen() {
        List<String> sentences = new ArrayList<>();
        add(sentences, denied, "cannot be seen, which takes root, or CAP_DAC_READ_SEARCH");
        add(sentences, unrecorded, "was not recorded");
        return sentences;
    }

    private static void add(List<String> sentences, List<BlockDevice> devices, String why) {
        if (!devices.isEmpty()) {
            BlockDevice first = devices.get(0);
            int more = devices.size() - 1;
            sentences.add(
                    "whether "
                            + first.backing()
                            + ", which "
                            + first.name()
                            + " is made of, is a file or the node of a disk "
                            + why
                            + (more == 0 ? "" : "; so it is with " + more + " more devices"));
        }
    }

    /** {@return what a device stands on by its file; what is not known is a gap} */
    Ground of(BlockDevice device) {
        Ground ground = ground(device, device.backing());
        if (!ground.isKnown()) {
            gaps.add(
                    Gap.anywhere(
                            device.name()
                                    + ": its file "
                                    + device.backing()
                                    + " cannot be traced to a disk"));
        }
        return ground;
    }

    private Ground ground(BlockDevice device, String path) {
        Ground node = grounds.node(path);
        if (node.isKnown()) {
            return node;
        }
        Ground file = device.kind() == Kind.LOOP ? grounds.file(path) : node;
        return space.mayHang(path) ? file : looked(device, path.substring(1), file);
    }

    private Ground looked(BlockDevice device, String path, Ground file) {
        try {
            return files.node(path).map(grounds::numbered).orElse(file);
        } catch (IOException e) {
            if (file.isKnown()) {
                noteDoubt(device, path, e);
            }
            return file;
        }
    }

    /** What a running kernel has open is there, but for what was deleted or is hidden. */
    private void noteDoubt(BlockDevice device, String path, IOException why) {
        if (why instanceof AccessDeniedException) {
            denied.add(device);
            return;
        }
        if (!files.areOfARunningKernel()) {
            unrecorded.add(device);
            return;
        }
        gaps.add(
                Gap.anywhere(
                        device.name()
                                + ": whether its file is the node of a disk is not known, since "
                                + gaps.sentence(path, why)));
    }
}
