# SPDX-License-Identifier: CDDL-1.0
"""The product, run by its command and asked over JMX, as JConsole does."""
import json
import os
import re
import subprocess
import time

OPTIONS = ["-XX:TieredStopAtLevel=1", "-Xshare:auto"]  # an emulated machine compiles slowly
MOUNT = re.compile(r"mounted at (\S+) on ")
PATH = re.compile(r"([0-9a-f-]{10}\.[0-9a-f]) (online|standby|offline|fault|unknown)\b")


class Product:
    def __init__(self, folder, out):
        self.log = out + "/product.log"
        with open(self.log, "w") as log:
            environment = {**os.environ, "LASTPATH_JAVA_OPTS": " ".join(OPTIONS)}
            self.process = subprocess.Popen([folder + "/bin/lastpath", "run"], stdout=log, stderr=log, env=environment)
        while "is ready" not in open(self.log).read():
            if self.process.poll() is not None:
                raise RuntimeError("the product ended, see product.log")
            time.sleep(0.5)
        classes = f"{os.path.dirname(__file__)}:{folder}/lib/*"
        command = ["java", *OPTIONS, "-cp", classes, "Console", str(self.process.pid)]
        self.console = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, question):
        self.console.stdin.write(question + "\n")
        self.console.stdin.flush()
        answer = json.loads(self.console.stdout.readline())
        if isinstance(answer, dict) and "error" in answer:
            raise RuntimeError(f"{question}: {answer['error']}")
        return answer

    def preview(self, ports):
        return self.ask("Mpxio previewData " + " ".join(ports))

    def disks(self):
        """Disk to its paths, each with its port and whether it is usable, as published; None while that is stale."""
        if self.ask("Mpxio Stale"):
            return None
        return {named(client): paths(client["paths"]) for client in self.ask("Mpxio Clients") if client["knownPaths"]}

    def reading_millis(self):
        return self.ask("DeviceTree,name=linux LastSnapshotMillis")

    def uses(self):
        """Disk and use, from a tree read anew."""
        file = "/run/record.json"
        self.ask("Simulation record " + file)
        with open(file) as f:
            scenario = json.load(f)
        names = {c["path"]: named({"devicePath": c["path"], **c}) for c in scenario["devices"]["clients"]}
        found = set()
        for consumer in scenario["consumers"]:  # a use that is new is told of by the module host
            uses = MOUNT.findall(consumer["usage"]) + ["[SWAP]"] * consumer["usage"].startswith("swap on ")
            found.update((names[consumer["client"]], use) for use in uses)
        return found


def named(client):
    return client.get("name") or os.path.basename(client["devicePath"])


def paths(text):
    return sorted((port.replace("-", ":"), state in ("online", "standby")) for port, state in PATH.findall(text))
