// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.mpxio.internal.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lastpath.mpxio.internal.support.FakeHandle;
import io.lastpath.rcm.Errno;
import io.lastpath.rcm.RcmException;
import io.lastpath.rcm.RcmFlags;
import io.lastpath.rcm.RcmReply;
import io.lastpath.rcm.RcmResult;
import io.lastpath.rcm.RcmState;
import io.lastpath.rcm.RegistrationKind;
import java.util.List;

/** Answers as a scenario's {@code rcm} step says and writes every call down as an event. */
final class RecordingHandle extends FakeHandle {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonNode answers = JSON.objectNode();
    private ArrayNode events = JSON.arrayNode();

    void answer(JsonNode newAnswers) {
        answers = newAnswers;
    }

    ArrayNode takeEvents() {
        ArrayNode taken = events;
        events = JSON.arrayNode();
        return taken;
    }

    @Override
    public RcmReply registerInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        int rc = answers.path("register_errors").path(resource).path("rc").asInt(0);
        return single("register_interest", resource, flags, rc);
    }

    @Override
    public RcmReply unregisterInterest(RegistrationKind kind, String resource, RcmFlags flags) {
        int rc = answers.path("unregister_errors").path(resource).asInt(0);
        return single("unregister_interest", resource, flags, rc);
    }

    @Override
    public RcmState getResourceState(String resource) throws RcmException {
        int rc = answers.path("state_errors").path(resource).asInt(0);
        int state = answers.path("states").path(resource).asInt(1);
        ObjectNode event = event("get_rsrcstate").put("rsrc", resource).put("rc", rc);
        if (rc != 0) {
            event.putNull("state");
            throw new RcmException(new RcmResult(rc), "as the scenario says");
        }
        event.put("state", state);
        return RcmState.of(state);
    }

    @Override
    public RcmReply getInfo(List<String> resources, RcmFlags flags) {
        return list("get_info_list", resources, flags);
    }

    @Override
    public RcmReply requestOffline(List<String> resources, RcmFlags flags) {
        return list("request_offline_list", resources, flags);
    }

    @Override
    public RcmReply notifyOnline(List<String> resources, RcmFlags flags) {
        return list("notify_online_list", resources, flags);
    }

    @Override
    public RcmReply notifyRemove(List<String> resources, RcmFlags flags) {
        return list("notify_remove_list", resources, flags);
    }

    private RcmReply single(String call, String resource, RcmFlags flags, int rc) {
        event(call).put("rsrc", resource).put("flags", flags.bits()).put("rc", rc);
        return reply(rc);
    }

    private RcmReply list(String call, List<String> resources, RcmFlags flags) {
        int rc = answers.path("results").path(call).asInt(0);
        ObjectNode event = event(call);
        ArrayNode clients = event.putArray("clients");
        resources.forEach(clients::add);
        event.put("flags", flags.bits()).put("rc", rc);
        return reply(rc);
    }

    private ObjectNode event(String call) {
        return events.addObject().put("call", call);
    }

    private static RcmReply reply(int rc) {
        return new RcmReply(new RcmResult(rc), Errno.NONE, List.of(), List.of(), 0);
    }
}
