// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.engine.internal.service;

import io.lastpath.devinfo.DeviceTreeSource;
import io.lastpath.mpxio.internal.MpxioSettings;
import io.lastpath.mpxio.internal.adapter.TableKeeper;
import io.lastpath.mpxio.internal.module.MpxioModule;
import io.lastpath.rcm.ModuleReply;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmHandle;
import io.lastpath.rcm.RcmModule;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.UsageReply;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.Logger;

/** The real multipath module over the path table of a trace, with its callbacks written down. */
final class TraceMultipath implements RcmModule, AutoCloseable {

    private static final String NAME = "mpxio";

    private final TraceReplay replay;
    private final TracePaths paths;
    private final TableKeeper keeper;
    private final MpxioModule module;

    TraceMultipath(TraceReplay replay, TracePaths paths) {
        this.replay = replay;
        this.paths = paths;
        Logger logger = StandIn.of(Logger.class, Map.of());
        MpxioSettings settings =
                new MpxioSettings(
                        StandIn.of(MpxioSettings.Config.class, Map.of("analysis", "group")),
                        logger);
        keeper = new TableKeeper(settings, logger);
        module = new MpxioModule(keeper, settings, logger);
        keeper.bindSource(paths, reference());
    }

    @SuppressWarnings("unchecked") // no class stands for a generic type
    static ServiceReference<DeviceTreeSource> reference() {
        return StandIn.of(ServiceReference.class, Map.of());
    }

    @Override
    public String info() {
        return module.info();
    }

    @Override
    public RcmResult register(RcmHandle handle) {
        paths.show();
        return module.register(handle);
    }

    @Override
    public RcmResult unregister(RcmHandle handle) {
        return module.unregister(handle);
    }

    @Override
    public UsageReply getInfo(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        TraceEvents.Event event = replay.events().begin("getinfo", NAME, resource, flags);
        UsageReply reply = module.getInfo(handle, resource, pid, flags);
        event.end(reply.result().code(), reply.error());
        return reply;
    }

    private ModuleReply noted(
            String op, String resource, RcmFlags flags, Supplier<ModuleReply> callback) {
        return noted(replay.events().begin(op, NAME, resource, flags), callback);
    }

    private static ModuleReply noted(TraceEvents.Event event, Supplier<ModuleReply> callback) {
        ModuleReply reply = callback.get();
        event.end(reply.result().code(), reply.error());
        return reply;
    }

    @Override
    public ModuleReply requestOffline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return noted(
                "offline",
                resource,
                flags,
                () -> module.requestOffline(handle, resource, pid, flags));
    }

    @Override
    public ModuleReply notifyOnline(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return noted(
                "online", resource, flags, () -> module.notifyOnline(handle, resource, pid, flags));
    }

    @Override
    public ModuleReply notifyRemove(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return noted(
                "remove", resource, flags, () -> module.notifyRemove(handle, resource, pid, flags));
    }

    @Override
    public ModuleReply requestSuspend(
            RcmHandle handle, String resource, long pid, Duration interval, RcmFlags flags) {
        return noted(
                replay.events().begin(TraceModule.suspend(NAME, resource, flags, interval)),
                () -> module.requestSuspend(handle, resource, pid, interval, flags));
    }

    @Override
    public ModuleReply notifyResume(RcmHandle handle, String resource, long pid, RcmFlags flags) {
        return noted(
                "resume", resource, flags, () -> module.notifyResume(handle, resource, pid, flags));
    }

    @Override
    public void close() {
        keeper.close();
    }
}
