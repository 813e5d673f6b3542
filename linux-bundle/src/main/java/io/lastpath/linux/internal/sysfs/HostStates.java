// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.sysfs;

import io.lastpath.linux.internal.file.HostFiles;
import io.lastpath.linux.internal.parse.DevPath;
import io.lastpath.linux.internal.state.Said;
import io.lastpath.linux.internal.state.StateSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the kernel says of the SCSI hosts, once for each and not for each disk: a host whose error
 * handler is at work, or which is being removed, leads nowhere, whatever its disks say. Immutable.
 */
final class HostStates {

    private final Map<DevPath, Said> words = new HashMap<>();

    HostStates(List<Word> read) {
        read.forEach(word -> words.put(word.host(), word.said()));
    }

    /**
     * What is said of a host.
     *
     * @param host its DEVPATH
     * @param said its state
     */
    record Word(DevPath host, Said said) {}

    static Reading<Word> read(DevPath host, HostFiles files) {
        return Retries.of(() -> attempt(host, new Attributes(files)));
    }

    private static Reading<Word> attempt(DevPath host, Attributes from) {
        String folder = Sysfs.of(host, "scsi_host/" + host.name());
        List<Said> said = new ArrayList<>();
        from.state(StateSource.SCSI_HOST, folder + "/state", folder + "/proc_name", said);
        String link = Sysfs.SCSI_HOSTS + "/" + host.name();
        boolean gone = !from.gaps().isEmpty() && from.hasGone(host, List.of(link));
        return gone
                ? Reading.nothing()
                : new Reading<>(
                        said.stream().map(word -> new Word(host, word)).toList(), from.gaps());
    }

    /** {@return what is to be said against the disks of a host; nothing of one that runs} */
    Optional<Said> against(DevPath host) {
        return Optional.ofNullable(words.get(host)).filter(word -> !word.state().isUsable());
    }
}
