// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.management;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The simulated host: a scenario that can be edited while it runs. Getters answer from memory and
 * never wait.
 */
@ProviderType
@Describe("The simulated host: a scenario that can be edited while it runs.")
public interface SimulationMXBean {

    @Describe("Title of the scenario.")
    String getTitle();

    @Describe("File or recording that the scenario was loaded from; empty for none.")
    String getSource();

    @Describe("Whether the scenario was edited since it was loaded or saved.")
    boolean isChanged();

    @Describe("How many clients the scenario has.")
    int getClientCount();

    @Describe("How many paths the scenario has.")
    int getPathCount();

    @Describe("Paths of the scenario in order; at most the first 10,000.")
    List<SimulatedPathData> getPaths();

    @Describe("Who uses which client.")
    List<SimulatedConsumerData> getConsumers();

    @Describe("Names of the recorded hosts that come with the simulator.")
    List<String> getRecordings();

    @Describe("Why reads fail now; empty if they do not.")
    String getInjectedFailure();

    @Describe(
            "The device tree adapter of a real host in whose place a load has put the simulation;"
                    + " empty for none. Which adapter is in use now tells the attribute Adapter of"
                    + " the bean Mpxio.")
    String getInPlaceOf();

    @Describe(
            "Replaces the scenario. The earlier one stays if the new one cannot be read. Where that puts the simulation in the place of a real host, the answer says so and how to get back; it is refused while a DR request is open on that host.")
    String load(
            @Describe(name = "file", value = "A file, or the name of a recording.") String file);

    @Describe("Writes the scenario. An existing file stays whole if that fails.")
    String save(@Describe(name = "file", value = "The file.") String file);

    @Describe(
            "Writes what the device tree adapter in use sees, and who uses what, as a scenario. An existing file stays whole if that fails.")
    String record(@Describe(name = "file", value = "The file.") String file);

    @Describe("Sets the state of every path of a client through a PHCI.")
    String setPathState(
            @Describe(name = "client", value = "Device path or name of the client.") String client,
            @Describe(name = "phci", value = "Device path of the PHCI.") String phci,
            @Describe(name = "state", value = "One of online, standby, offline, fault and unknown.")
                    String state);

    @Describe("Sets the state of every path through a PHCI.")
    String setPhciState(
            @Describe(name = "phci", value = "Device path of the PHCI.") String phci,
            @Describe(name = "state", value = "One of online, standby, offline, fault and unknown.")
                    String state);

    @Describe("Adds a path to a client, after its others.")
    String addPath(
            @Describe(name = "client", value = "Device path or name of the client.") String client,
            @Describe(name = "phci", value = "Device path of the PHCI.") String phci,
            @Describe(name = "state", value = "One of online, standby, offline, fault and unknown.")
                    String state);

    @Describe("Removes every path of a client through a PHCI.")
    String removePath(
            @Describe(name = "client", value = "Device path or name of the client.") String client,
            @Describe(name = "phci", value = "Device path of the PHCI.") String phci);

    @Describe("Adds a client without paths, after the others.")
    String addClient(
            @Describe(name = "path", value = "Device path.") String path,
            @Describe(name = "name", value = "What people call it; may be empty.") String name,
            @Describe(name = "identity", value = "Its WWID; may be empty.") String identity);

    @Describe("Removes a client with its paths and consumers.")
    String removeClient(
            @Describe(name = "client", value = "Device path or name of the client.") String client);

    @Describe("Makes every read fail until cleared.")
    String injectFailure(
            @Describe(name = "reason", value = "The host's reason; empty clears.") String reason);
}
