// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.rcm;

/**
 * A question that the coordinator could not answer. The message is one sentence. Never crosses JMX.
 */
public class RcmException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * A failed question.
     *
     * @param result what librcm(3LIB) would return; not success
     * @param message what failed, in one sentence
     */
    public RcmException(RcmResult result, String message) {
        super(message);
        code = result.code();
    }

    /** {@return what librcm(3LIB) would return} */
    public RcmResult result() {
        return new RcmResult(code);
    }
}
