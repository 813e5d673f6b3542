// SPDX-License-Identifier: CDDL-1.0
/**
 * The device tree: what an adapter reads from a host at one moment, and how it offers it.
 *
 * <p>The words are those of libdevinfo(3LIB) and MPxIO: a <em>client</em> is a multipathed disk, a
 * <em>PHCI</em> the initiator port that a path to it leads through.
 */
@Export
@Version("1.6.0")
package io.lastpath.devinfo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
