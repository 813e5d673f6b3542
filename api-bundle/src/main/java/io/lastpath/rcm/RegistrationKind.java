// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/** What a registrant wants to be asked or told about, see rcm_register_interest(3RCM). */
public enum RegistrationKind {
    /** Offline, online, remove, suspend, resume and information. */
    DR(RcmFlags.REGISTER_DR),
    /** Events. */
    EVENT(RcmFlags.REGISTER_EVENT),
    /** Capacity changes. */
    CAPACITY(RcmFlags.REGISTER_CAPACITY);

    private final RcmFlags flag;

    RegistrationKind(RcmFlags flag) {
        this.flag = flag;
    }

    /** {@return the flag that marks such a registration} */
    public RcmFlags flag() {
        return flag;
    }
}
