// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.facts.ClientFacts;
import io.lastpath.linux.internal.facts.DiskFacts;
import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for links that lead nowhere among the devices that nobody read: the kernel removes a link
 * before its device, so that such a device was lost, and with it whatever it was part of. For one
 * thread.
 */
final class LinkCheck {

    private final BlockIndex index;
    private final Set<String> read = new HashSet<>();

    LinkCheck(BlockIndex index, List<ClientFacts> clients, List<Controller> controllers) {
        this.index = index;
        clients.forEach(client -> addAll(client.disks()));
        controllers.forEach(controller -> addAll(controller.nodes()));
    }

    private void addAll(List<DiskFacts> disks) {
        disks.stream().map(DiskFacts::name).forEach(read::add);
    }

    /**
     * A device and the links that lead to it.
     *
     * @param device its DEVPATH
     * @param links the links
     */
    record Link(DevPath device, List<String> links) {

        /** Copies the list. */
        Link {
            links = List.copyOf(links);
        }
    }

    /** {@return links to disks that nobody read, and to SCSI hosts} */
    List<Link> unread(Collection<DevPath> scsiHosts) {
        List<Link> unread = new ArrayList<>();
        index.byName().values().stream()
                .filter(this::isUnread)
                .map(disk -> new Link(disk, index.links(disk.name())))
                .forEach(unread::add);
        for (DevPath host : scsiHosts) {
            unread.add(new Link(host, List.of(Sysfs.SCSI_HOSTS + "/" + host.name())));
        }
        return unread;
    }

    /** Maps and heads were all read, or have their gaps. */
    private boolean isUnread(DevPath disk) {
        return !read.contains(disk.name())
                && !BlockIndex.isDm(disk.name())
                && !NvmeNames.isHead(disk)
                && !index.isPartition(disk);
    }

    static Reading<Link> read(Link link, HostFiles files) {
        return Retries.of(() -> attempt(link, new Attributes(files)));
    }

    private static Reading<Link> attempt(Link link, Attributes from) {
        String folder = Sysfs.of(link.device());
        if (from.exists(folder)) {
            return Reading.nothing();
        }
        return link.links().stream()
                .filter(from::exists)
                .findFirst()
                .map(left -> Reading.<Link>hidden(folder, "is missing, but " + left + " is there"))
                .orElseGet(Reading::nothing);
    }

    static Reading<Link> hidden(Link link, String file, String reason) {
        return Reading.hidden(file, reason);
    }
}
