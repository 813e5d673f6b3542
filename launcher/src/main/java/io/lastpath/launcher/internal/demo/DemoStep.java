// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.demo;

import java.util.List;

/**
 * A step of the demo.
 *
 * @param title what it shows
 * @param command what one would type, without {@code lastpath}
 * @param exitCode what it has to end with
 * @param expected what its answer has to hold, each
 */
record DemoStep(String title, List<String> command, int exitCode, List<String> expected) {}
