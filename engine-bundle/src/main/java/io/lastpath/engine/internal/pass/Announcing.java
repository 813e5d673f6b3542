// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.pass;

import io.lastpath.engine.internal.names.ResolvedName;
import io.lastpath.engine.internal.registry.Registrant;
import io.lastpath.engine.internal.registry.Registrations;
import io.lastpath.engine.internal.registry.SubtreeWalk.Reach;
import io.lastpath.engine.internal.request.Agreements;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.engine.internal.request.WalkMark;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.Intent;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RegistrationKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Capacity changes and events: they concern the named node only, take no DR request and change no
 * state. Safe for use by several threads.
 */
public final class Announcing {

    private final Registrations registrations;
    private final Teller teller;
    private final Walks walks;
    private final Untold untold;

    public Announcing(Registrations registrations, Teller teller) {
        this.registrations = registrations;
        this.teller = teller;
        this.walks = new Walks(registrations);
        this.untold = new Untold(registrations);
    }

    /**
     * Something to announce.
     *
     * @param scope who announces
     * @param name the resource as given
     * @param place the resource resolved
     * @param flags as given
     * @param data what it is, by name
     * @param doubts why an answer cannot be relied on
     */
    public record News(
            RequestScope scope,
            String name,
            ResolvedName place,
            RcmFlags flags,
            Map<String, String> data,
            List<Assessment> doubts) {}

    /**
     * Asks to live with another capacity: where that is begun a query first, whose refusal stands.
     * It is refused as well where nobody knows, or the system needs what its modules take out for
     * it.
     */
    public RcmReply requestCapacity(News news) {
        Answers answers = new Answers();
        answers.assess(news.doubts());
        boolean queryOnly = news.flags().has(RcmFlags.QUERY);
        if (queryOnly || isBegun(news.scope())) {
            RcmResult result = askCapacity(news, news.flags().with(RcmFlags.QUERY), answers);
            answers.noteSaid(news.scope().said());
            if (result.isSuccess() && isToBeRefused(news, answers)) {
                return answers.reply(RcmResult.FAILURE);
            }
            if (queryOnly || !result.isSuccess()) {
                return answers.reply(result);
            }
        }
        RcmResult result = plain(askCapacity(news, news.flags(), answers));
        answers.noteSaid(news.scope().said());
        return answers.reply(result);
    }

    /** What is begun when an event is heard of, or another notification, has no question around. */
    private static boolean isBegun(RequestScope scope) {
        return !scope.isCascaded() || scope.isUnasked();
    }

    private static boolean isToBeRefused(News news, Answers answers) {
        Set<String> accepted = GivingUp.accepted(news.scope(), news.flags());
        List<Assessment> vital = GivingUp.notAccepted(accepted, answers);
        answers.assess(vital);
        return !vital.isEmpty()
                || (answers.isUnknown() && !accepted.contains(Intent.ACCEPT_UNKNOWN));
    }

    /** Tells of another capacity. */
    public RcmReply notifyCapacity(News news) {
        Answers answers = new Answers();
        WalkMark mark = WalkMark.ofCapacityNotice(news.place().key());
        Callback callback =
                (module, handle, resource, pid, flags) ->
                        module.notifyCapacityChange(handle, resource, pid, flags, news.data());
        Way way = new Way(RegistrationKind.CAPACITY, mark, "capacity change", callback);
        return answers.reply(plain(tell(news, news.flags(), way, answers)));
    }

    /** Tells of an event. */
    public RcmReply notifyEvent(News news) {
        Answers answers = new Answers();
        WalkMark mark = new WalkMark(RegistrationKind.EVENT, news.place().key(), false);
        Callback callback =
                (module, handle, resource, pid, flags) ->
                        module.notifyEvent(handle, resource, pid, flags, news.data());
        Way way = new Way(RegistrationKind.EVENT, mark, "event", callback);
        return answers.reply(tell(news, news.flags(), way, answers));
    }

    private RcmResult askCapacity(News news, RcmFlags flags, Answers answers) {
        WalkMark mark = new WalkMark(RegistrationKind.CAPACITY, news.place().key(), false);
        Callback callback =
                (module, handle, resource, pid, given) ->
                        module.requestCapacityChange(handle, resource, pid, given, news.data());
        Way way = new Way(RegistrationKind.CAPACITY, mark, "capacity request", callback);
        return tell(news, flags, way, answers);
    }

    /** Once it is no question any more, RCM keeps no other code. */
    private static RcmResult plain(RcmResult result) {
        return result.isSuccess() ? result : RcmResult.FAILURE;
    }

    /** How to announce something to whom: the interest in it, the walk and the callback. */
    private record Way(
            RegistrationKind kind, WalkMark mark, String callbackName, Callback callback) {}

    private RcmResult tell(News news, RcmFlags flags, Way way, Answers answers) {
        Visit visit = new Visit(news.scope(), List.of(news.name()), way.mark(), flags, answers);
        Set<Registrant> called = new HashSet<>();
        RcmResult[] result = {RcmResult.SUCCESS};
        note(news, untold.away(news.place().key(), Reach.NODE, Set.of(way.kind())), answers);
        walks.walk(
                news.scope(),
                news.place().key(),
                Reach.NODE,
                one -> {
                    if (registrations.wants(one, way.kind())) {
                        called.add(one);
                        RcmResult answer =
                                teller.tell(
                                        visit, one, way.callbackName(), way.callback(), any -> {});
                        result[0] = answer.isSuccess() ? result[0] : answer;
                    }
                });
        noteUntold(news, way.kind(), called, answers);
        if (called.isEmpty() && way.mark().isAsking()) {
            answers.note(Rounds.nobody(news.place()));
        }
        return result[0];
    }

    private void noteUntold(
            News news, RegistrationKind kind, Set<Registrant> called, Answers answers) {
        List<Assessment> left =
                untold.of(
                        news.scope(),
                        news.place().key(),
                        kind,
                        one -> Agreements.isAmong(called.stream(), one));
        note(news, left, answers);
    }

    private static void note(News news, List<Assessment> untold, Answers answers) {
        answers.noteAll(untold);
        news.scope().said().assess(untold);
    }
}
