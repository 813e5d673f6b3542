// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal.tree;

import io.lastpath.linux.internal.file.PatientReads;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Reads the kernel's tables of what is in use. Stateless. */
final class Tables {

    private static final int BYTES = 32 * 1024 * 1024;

    private Tables() {}

    /** {@return the lines of a table; none where it cannot be read} */
    static <L> List<L> read(PatientReads reads, String table, Function<byte[], List<L>> parser)
            throws IOException {
        return reads.each(
                        List.of(table),
                        (path, files) -> {
                            try {
                                return parser.apply(files.read(path, BYTES));
                            } catch (IOException e) {
                                return List.<L>of();
                            }
                        },
                        (path, file, reason) -> List.<L>of())
                .get(0);
    }
}
