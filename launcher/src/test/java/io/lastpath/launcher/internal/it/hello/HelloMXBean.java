// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.it.hello;

/** Shows that a bundle runs, and in which version. */
public interface HelloMXBean {

    /** {@return the version of the bundle that runs} */
    String getVersion();
}
