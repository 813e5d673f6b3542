// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.linux.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is so on a recorded host, worked out from the words of its own tools and by the shortest way
 * through its sysfs, with nothing of the adapter: a line for each path, a line for each client
 * without any.
 */
final class Truth {

    private static final Pattern PCI =
            Pattern.compile("[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-9a-f]");
    private static final Pattern NODE = Pattern.compile("(nvme\\d+)c(\\d+)(n\\d+)");
    private static final Pattern HEAD = Pattern.compile("nvme\\d+n\\d+");

    private final Path root;

    private Truth(Path root) {
        this.root = root;
    }

    static List<String> of(Path root) throws IOException {
        List<String> lines = new ArrayList<>();
        Truth truth = new Truth(root);
        if (Files.exists(root.resolve(Capture.MAPS))) {
            lines.addAll(truth.maps());
        }
        lines.addAll(truth.heads());
        return lines;
    }

    /** The maps of {@code multipathd show maps json}, with the states of both tools. */
    private List<String> maps() throws IOException {
        Map<String, String> kernel = kernel(Files.readString(root.resolve(Capture.STATUS)));
        JsonNode maps =
                new ObjectMapper().readTree(root.resolve(Capture.MAPS).toFile()).get("maps");
        List<String> lines = new ArrayList<>();
        for (JsonNode map : maps) {
            String client =
                    "/virtual/block/"
                            + map.get("sysfs").asText()
                            + " "
                            + map.get("name").asText()
                            + " "
                            + map.get("uuid").asText();
            List<JsonNode> paths =
                    map.findValues("paths").stream().filter(JsonNode::isArray).toList();
            if (paths.isEmpty()) {
                lines.add(client + " has no path");
            }
            for (JsonNode group : paths) {
                for (JsonNode path : group) {
                    String key = map.get("name").asText() + " " + path.get("dev_t").asText();
                    lines.add(client + " by " + phci(path) + " " + state(path, kernel.remove(key)));
                }
            }
        }
        kernel.forEach((path, word) -> lines.add("only the kernel knows " + path + " " + word));
        return lines;
    }

    /** The path states of {@code dmsetup status}, by map and number. */
    private static Map<String, String> kernel(String status) {
        Map<String, String> words = new TreeMap<>();
        Pattern path = Pattern.compile(" (\\d+:\\d+) ([AF]) ");
        for (String line : status.split("\n")) {
            if (line.contains(" multipath ")) {
                String map = line.substring(0, line.indexOf(": "));
                Matcher paths = path.matcher(line);
                while (paths.find()) {
                    words.put(map + " " + paths.group(1), paths.group(2));
                }
            }
        }
        return words;
    }

    private static String state(JsonNode path, String kernel) {
        String checker = path.get("chk_st").asText();
        if ("F".equals(kernel) || checker.equals("faulty")) {
            return "FAULT";
        }
        return kernel + checker.replace("ghost", " STANDBY").replace("ready", " ONLINE");
    }

    private String phci(JsonNode path) throws IOException {
        Path device = root.resolve("sys/block/" + path.get("dev").asText()).toRealPath();
        String text = "/" + root.resolve("sys/devices").toRealPath().relativize(device);
        String above = text.substring(0, text.indexOf("/host"));
        Matcher functions = PCI.matcher(above);
        int end = -1;
        while (functions.find()) {
            end = functions.end();
        }
        return end > 0 ? text.substring(0, end) : text.substring(0, text.indexOf("/session"));
    }

    /** The heads of namespaces and the hidden nodes beside them. */
    private List<String> heads() throws IOException {
        Map<String, List<String>> lines = new HashMap<>();
        Path devices = root.resolve("sys/devices").toRealPath();
        Path subsystems = devices.resolve("virtual/nvme-subsystem");
        if (!Files.isDirectory(subsystems)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(subsystems, 2)) {
            for (Path head : found.filter(Truth::isHead).toList()) {
                String client = "/" + devices.relativize(head) + " " + head.getFileName();
                String wwid = Files.readString(head.resolve("wwid")).strip();
                lines.put(
                        head.getFileName().toString(),
                        new ArrayList<>(List.of(client + " " + wwid)));
            }
        }
        try (Stream<Path> found = Files.walk(devices)) {
            for (Path node : found.filter(Files::isDirectory).toList()) {
                Matcher name = NODE.matcher(node.getFileName().toString());
                if (name.matches()) {
                    List<String> own = lines.get(name.group(1) + name.group(3));
                    own.add(own.get(0) + " by " + path(devices, node));
                }
            }
        }
        lines.values().forEach(own -> own.remove(0));
        return lines.values().stream().flatMap(List::stream).toList();
    }

    private static boolean isHead(Path path) {
        return HEAD.matcher(path.getFileName().toString()).matches();
    }

    private static String path(Path devices, Path node) throws IOException {
        String controller = "/" + devices.relativize(node.getParent());
        int cut = controller.indexOf("/nvme/");
        String phci = cut > 0 ? controller.substring(0, cut) : controller;
        Path ana = node.resolve("ana_state");
        String words =
                Files.readString(node.getParent().resolve("state")).strip()
                        + (Files.exists(ana) ? " " + Files.readString(ana).strip() : "");
        return phci
                + " "
                + switch (words) {
                    case "live", "live optimized", "live non-optimized" -> "A ONLINE";
                    case "live inaccessible" -> "A OFFLINE";
                    default -> words;
                };
    }
}
