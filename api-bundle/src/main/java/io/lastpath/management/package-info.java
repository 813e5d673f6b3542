// SPDX-License-Identifier: CDDL-1.0
/**
 * The management beans of the domain {@code io.lastpath}: MXBean interfaces, the composite values
 * that they show, and the small class that gives each of their items a name and a description.
 */
@Export
@Version("1.2.0")
package io.lastpath.management;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
