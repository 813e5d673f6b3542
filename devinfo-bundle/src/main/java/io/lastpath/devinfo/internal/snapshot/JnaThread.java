// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.devinfo.internal.snapshot;

import com.sun.jna.Memory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts JNA's cleaner thread. JNA starts it with its first piece of memory and never ends it, and
 * a thread keeps the class loaders of whoever was calling when it was made: this bundle would never
 * be let go of. So the first piece of memory is had by a thread of the JDK, with nothing but the
 * JDK and JNA on its stack, which is why this is a method handle and no lambda. Stateless.
 */
final class JnaThread {

    private static final long PATIENCE_SECONDS = 1;

    private JnaThread() {}

    /** Starts it, or goes on without after a while: what is lost is one class loader. */
    static void start() throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(firstMemory(), null);
        ForkJoinPool.commonPool().execute(task);
        try {
            task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            task.cancel(false);
        } catch (ExecutionException e) {
            // JNA does not work here: loading the library is going to say why.
            task.cancel(false);
        }
    }

    private static Runnable firstMemory() {
        try {
            MethodHandle memory =
                    MethodHandles.publicLookup()
                            .findConstructor(
                                    Memory.class, MethodType.methodType(void.class, long.class));
            return MethodHandleProxies.asInterfaceInstance(
                    Runnable.class, MethodHandles.insertArguments(memory, 0, 1L));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this JNA has no Memory(long)", e);
        }
    }
}
