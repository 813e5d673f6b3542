// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.adapter;

/**
 * Which adapter showed a tree. One that comes later under the same name is another one: it may be
 * the same one after a restart, or be of another host. Immutable.
 *
 * @param adapter its name; empty before anything was shown
 * @param number tells it from all others, also from one of its name that has left
 */
public record Origin(String adapter, long number) {

    /** Before anything was shown. */
    public static final Origin NONE = new Origin("", 0);

    /**
     * Says that another one is in use.
     *
     * @param now the other one
     * @return half a sentence on what was done as this one showed it
     */
    public String before(Origin now) {
        String other =
                now.adapter.equals(adapter)
                        ? "another adapter of that name, or the same one after a restart,"
                        : "adapter " + now.adapter;
        return "as device tree adapter "
                + adapter
                + " showed them, and "
                + other
                + " is in use now";
    }
}
