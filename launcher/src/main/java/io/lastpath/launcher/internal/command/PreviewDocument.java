// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lastpath.launcher.internal.connect.HostAdapters;
import io.lastpath.launcher.internal.connect.RuntimeConnection;
import io.lastpath.management.PreviewData;
import java.io.IOException;
import java.util.List;

/**
 * What a loss would do, as {@code --json} prints it.
 *
 * @param preview what it would do; its components stand beside the others
 * @param recordedHost the folder of the recorded host that this is about; empty for none
 * @param treeRemarks what to know of the sources of the tree
 */
record PreviewDocument(
        @JsonUnwrapped PreviewData preview, String recordedHost, List<String> treeRemarks) {

    static PreviewDocument of(RuntimeConnection instance, PreviewData preview) throws IOException {
        return new PreviewDocument(
                preview,
                HostAdapters.recordedHost(instance).orElse(""),
                HostAdapters.remarks(instance));
    }
}
