// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.call.ModuleSlot;
import io.lastpath.engine.internal.names.CallRefused;
import io.lastpath.engine.internal.request.RequestScope;
import io.lastpath.rcm.Assessment;
import io.lastpath.rcm.OperationKind;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** On whose behalf a handle works: an initiator outside, or a module during a callback. */
interface Caller {

    /** What a request does. */
    @FunctionalInterface
    interface Work {
        RcmReply run(RequestScope scope) throws CallRefused;
    }

    /** {@return the scope that the caller stands in} */
    RequestScope scope();

    /** {@return whether calls still count} */
    boolean isOpen();

    /** {@return the module that registrations are made for; empty where there is none} */
    Optional<ModuleSlot> module();

    /** {@return the name of that module, in service or not; empty where none was named} */
    default Optional<String> moduleName() {
        return module().map(ModuleSlot::name);
    }

    /** {@return how long the callback may take that is made; empty where none is} */
    default Optional<Duration> timeLimit() {
        return Optional.empty();
    }

    /** {@return the process that registrations are made for} */
    long pid();

    /** {@return what tells that process from a later one with the same number} */
    long mark();

    /** {@return the resources that are meant by these: a person who names one twice means one} */
    List<String> named(List<String> resources);

    /** Makes a request. */
    RcmReply request(OperationKind kind, List<String> resources, RcmFlags flags, Work work);

    /** Asks something that leaves no trace. */
    RcmReply quietly(Work work);

    /**
     * Lets modules register before they are asked.
     *
     * @return which of them did not get that done in time, which makes the gravity unknown
     */
    List<Assessment> registerFirst();

    /** {@return why what is begun now cannot be relied on, without waiting for anybody} */
    List<Assessment> doubts();
}
