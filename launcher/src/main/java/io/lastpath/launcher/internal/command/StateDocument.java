// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.command;

import static java.util.regex.Pattern.DOTALL;

import io.lastpath.launcher.internal.ExitCode;
import io.lastpath.launcher.internal.LauncherException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state of a resource, as {@code --json} prints it.
 *
 * @param resource its name
 * @param state state word
 * @param stateNumber its number in librcm
 * @param remark what is to be said of it; mostly empty
 */
record StateDocument(String resource, String state, int stateNumber, String remark) {

    private static final Pattern LINE = Pattern.compile("([A-Z_]+) \\(([0-9]+)\\) (.*)", DOTALL);

    private static final String REMARK = "; ";

    /**
     * Reads the coordinator's answer for one resource.
     *
     * @param resource its name
     * @param line word, number, name and perhaps a remark
     * @return the document
     */
    static StateDocument of(String resource, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new LauncherException(ExitCode.FAILED, "the coordinator gave no state: " + line);
        }
        String said = resource + REMARK;
        String rest = matcher.group(3);
        return new StateDocument(
                resource,
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                rest.startsWith(said) ? rest.substring(said.length()) : "");
    }
}
