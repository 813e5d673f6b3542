// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.call;

import java.util.function.LongSupplier;

/**
 * On which terms a module is called.
 *
 * @param limitMillis the time limit of each callback in milliseconds
 * @param toldOfCancel whether it wants to hear of queries that are taken back
 */
public record Terms(LongSupplier limitMillis, boolean toldOfCancel) {}
