// SPDX-License-Identifier: CDDL-1.0
/**
 * A coordinator that does one thing after the other, written from the rules and not from the real
 * one, which is held against it. Sections are those of {@code
 * src/test/resources/traces/SEMANTICS.md}. Where the reference has a hazard, this follows a rule of
 * ours:
 *
 * <ul>
 *   <li>R1: the place in the tree is what is locked, however it was named, in all slots.
 *   <li>R2: a cascaded entry is held by each outside request that took it. R2b: with the resources
 *       of that request's list for which it did. It comes back when one of these does and no other
 *       request holds it. R2c: what nobody holds any more is told and ends, whoever forgot it, and
 *       gives back nothing that others hold, though that is passed on; what an event took is never
 *       over by itself. R2d: where a resource has come back for which it took what stays away,
 *       whoever keeps that away holds it from then on and stands where that one stood; of several
 *       by slot.
 *   <li>R3: a query that is taken back, or refused, leaves everything as it was before; who has let
 *       go meanwhile holds nothing again, and a late answer to a question changes nothing of that.
 *   <li>R4: what the real pass did not reach is as it was before.
 *   <li>R5: nobody ends what he himself is asking about, nor what is asked about for him again
 *       after a restart; and no module what another request is asking about.
 *   <li>R6: an operation that an event callback begins is one of its own, with its own number.
 *   <li>R7: a walk that is under way is not begun again; more than 32 levels are refused.
 *   <li>R8: information succeeds unless somebody who gives it fails.
 *   <li>R9: the file system mark belongs to the registration that brought it, and a flag for it
 *       elsewhere is refused.
 *   <li>R10: whoever was asked is told: a retire request asks and tells one place, unless it is
 *       taken whole later. Above whom the root of a file system has come since, is told unless
 *       something else keeps him away.
 *   <li>R11: registrations are checked against what is open each time; a module that cannot be used
 *       gets none.
 *   <li>R12: a path that was removed counts as gone until it has been away.
 *   <li>R13: the interval and the mark of a suspend belong to the entry.
 *   <li>R14: after a restart, what its initiator still wants is redone, as far as before, by force
 *       if whoever asked last forced it. Until that has ended well it is as it was before; without
 *       an answer, also of a dependent, it waits. A refusal ends it, and the rest is undone.
 *       Whoever had been called is told, unless he refused himself; once it is redone, whoever is
 *       away still. Who has not served it to its end before holds what he takes along now. R14b:
 *       whoever may have been called counts as called: all who are there when the question begins,
 *       and for a retire request those who were gone. R14c: what only others hold, the end of what
 *       an earlier life left behind does not give back, whoever passes it on. R14d: who was called
 *       below what was only retired, by a request that was to take it whole and is not known, is
 *       told before the retire request is redone, or when it ends.
 *   <li>R15: what somebody leaves behind who has gone is undone, with all that nobody else holds.
 *   <li>R16: a coordinator that is killed leaves behind what it wrote last, and it writes
 *       everything: before a request and after it, and so for each operation that an event callback
 *       begins; before the first of those who are asked is, or of those who are told without that;
 *       each resource of a list that has let go before the next is told; the end of a resource
 *       before the first is told, and not those of what hangs by it. What is only asked about is
 *       written as it was before, and so is what had been done and is being done once more.
 *   <li>R17: the mark of a file system hides what is below, so whoever brings it to a place is
 *       checked against what is open there, whatever he is interested in.
 *   <li>R18: whoever was told that a resource is gone and registers for it again brings the mark of
 *       a file system anew, or has none.
 *   <li>R19: what a process had registered through a module that leaves is registered anew each
 *       time the module registers, until nothing that is open is in the way. Before that nobody
 *       knows what the process would say, and whoever asks it is refused.
 * </ul>
 */
package io.lastpath.engine.internal.model;
