// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.engine.internal.pass.Numbers;

/** Numbers that are drawn from the journal, so that none is used again after a restart. */
record DrawnNumbers(Journal journal, Feed feed) implements Numbers {

    @Override
    public long draw() {
        return journal.draw();
    }

    @Override
    public void over(long number) {
        feed.over(number);
    }
}
