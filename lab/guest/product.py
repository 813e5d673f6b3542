# SPDX-License-Identifier: CDDL-1.0
"""The product, run and asked as a person would: by its command."""
import json
import os
import re
import subprocess
import time
from collections import Counter
from datetime import datetime

OPTIONS = "-XX:TieredStopAtLevel=1 -Xshare:auto"
CHANGES = ("io.lastpath.groups.changed", "io.lastpath.verdict.changed")
MOUNT = re.compile(r"mounted at (\S+) on ")


class Recorded:
    """What the product sees: disk to its paths, each with its port and whether it is usable; and the uses of each."""

    def __init__(self, scenario):
        names = {c["path"]: c["name"] or os.path.basename(c["path"]) for c in scenario["devices"]["clients"]}
        self.disks = {names[c["path"]]: paths(c) for c in scenario["devices"]["clients"]}
        self.uses = set()
        for consumer in scenario["consumers"]:
            disk = names[consumer["client"]]
            if consumer["module"] == "filesys":
                self.uses.update((disk, mount) for mount in MOUNT.findall(consumer["usage"]))
            if consumer["module"] == "swap":
                self.uses.add((disk, "[SWAP]"))


def paths(client):
    return sorted((path["phci"], path["state"] in ("online", "standby")) for path in client.get("paths", []))


class Product:
    def __init__(self, folder, out):
        self.command, self.out = folder + "/bin/lastpath", out
        self.environment = {**os.environ, "LASTPATH_JAVA_OPTS": OPTIONS}
        self.start("product", "run", until="is ready")
        self.start("watch", "--json", "watch", until="watching")

    def start(self, name, *arguments, until):
        file = f"{self.out}/{name}.log"
        with open(file, "w") as log:
            process = subprocess.Popen([self.command, *arguments], stdout=log, stderr=log, env=self.environment)
        while until not in open(file).read():
            if process.poll() is not None:
                raise RuntimeError(f"{name} ended: {open(file).read()}")
            time.sleep(0.5)

    def ask(self, *arguments):
        done = subprocess.run([self.command, "--json", *arguments], capture_output=True, text=True, env=self.environment)
        if not done.stdout:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
        return json.loads(done.stdout)

    def preview(self, ports):
        return self.ask("preview", *ports)

    def groups(self):
        """Ports of a group, how many disks it has, and the fewest usable paths of one."""
        return sorted((g["phcis"], g["clients"], g["leastUsablePaths"]) for g in self.ask("groups")["groups"])

    def record(self):
        """The tree and its users, read anew."""
        file = "/run/record.json"
        self.ask("record", file)
        with open(file) as f:
            return Recorded(json.load(f))

    def last_change(self):
        """When groups or verdicts changed for the last time, in seconds since 1970."""
        with open(self.out + "/watch.log") as log:
            notices = [json.loads(line) for line in log if line.startswith("{")]
        times = [n["time"] for n in notices if n["type"] in CHANGES]
        return max((datetime.fromisoformat(t[:19] + "+00:00").timestamp() + fraction(t) for t in times), default=0)


def fraction(time_text):
    found = re.search(r"\.\d+", time_text)
    return float(found.group()) if found else 0


def groups_of(disks):
    """What the groups have to be for these disks."""
    members, usable = Counter(), {}
    for disk_paths in disks.values():
        if disk_paths:
            ports = " ".join(sorted(re.sub("[:]", "-", port.rsplit("/", 1)[1]) for port, _ in disk_paths))
            members[ports] += 1
            usable[ports] = min(usable.get(ports, 99), sum(ok for _, ok in disk_paths))
    return sorted((ports, members[ports], usable[ports]) for ports in members)
