# SPDX-License-Identifier: CDDL-1.0
"""Takes each HBA, each NVMe controller and each pair away, and holds what happens against what had been promised."""
import itertools
import sys
import time

import host
from product import Product
from uses import Use

PATIENCE = 10  # seconds for groups to follow a return by themselves
WATCHED = 3  # seconds for which writers are looked at while paths are gone


class Trials:
    def __init__(self, uses, out):
        with open(uses) as lines:
            self.uses = [Use(line) for line in lines]
        self.product = Product("/opt/lastpath", out)
        self.rows, self.broken = [], []

    def claim(self, holds, sentence):
        if not holds:
            self.broken.append(sentence)
            print("BROKEN:", sentence)

    def trial(self, ports, returns=True):
        label = " ".join(ports)
        print(f"{time.strftime('%T')} {label}")
        preview = self.promise(ports)
        print(preview["report"])
        self.claim(preview["verdict"] != "UNKNOWN", f"{label}: {preview['report']}")
        before = host.usable()
        for use in self.uses:
            use.begin()
        host.remove(ports)
        times = [self.follow(f"without {label}")]
        time.sleep(WATCHED)
        left = host.usable()
        paths = self.judge_paths(label, preview, before, left)
        lost = self.judge_uses(label, preview, left)
        self.compare(f"without {label}")
        host.rescan()
        if returns:
            self.wait_for_paths(label, before)
            times.append(self.follow(f"with {label} back"))
            self.claim(times[-1] <= PATIENCE, f"{label}: groups followed its return after {times[-1]:.1f} s")
            for use in self.uses:
                use.mend(host.usable())
            self.compare(f"with {label} back")
        self.rows.append((label, preview["verdict"], paths, lost, times))

    def promise(self, ports):
        """What is said once the tree has been read after the last event of the trial before; before that, nothing is."""
        end = time.time() + PATIENCE
        preview = self.product.preview(ports)
        while preview["verdict"] == "UNKNOWN" and time.time() < end:
            time.sleep(0.5)
            preview = self.product.preview(ports)
        return preview

    def follow(self, when):
        """Seconds from the last change in the kernel until what is published is the same."""
        told, truth, changed = self.product.disks(), host.disks_with_paths(), time.time()
        while told != truth and time.time() < changed + 3 * PATIENCE:
            time.sleep(0.3)
            told, now = self.product.disks(), host.disks_with_paths()
            if now != truth:
                truth, changed = now, time.time()
        took = time.time() - changed
        print(f"{when}: followed after {took:.1f} s, the last reading took {self.product.reading_millis()} ms")
        self.claim(told == truth, f"{when}: {different(truth, told)}")
        return took

    def judge_paths(self, label, preview, before, left):
        """Disk to usable paths, of those that lost some."""
        promised = {i["name"] or i["client"].rsplit("/", 1)[1]: i["remainingPaths"] for i in preview["impact"]}
        happened = {disk: left.get(disk, 0) for disk in before if left.get(disk, 0) != before[disk]}
        self.claim(happened == promised, f"{label}: usable paths promised {promised}, left {happened}")
        return happened

    def judge_uses(self, label, preview, left):
        """The uses that are lost."""
        for use in self.uses:
            if use.called_lost(preview):
                self.claim(use.is_lost(left), f"{label}: {use.what} was called lost and goes on")
            else:
                errors = use.writer.errors[:3] if use.writer else []
                self.claim(use.goes_on(left), f"{label}: {use.what} was promised to go on and does not: {errors}")
        return [use.what for use in self.uses if use.is_lost(left)]

    def wait_for_paths(self, label, before):
        deadline = time.time() + 60
        while host.usable() != before and time.time() < deadline:
            time.sleep(0.1)
        self.claim(host.usable() == before, f"{label}: the kernel has {host.usable()} of {before} again")

    def compare(self, when):
        """The product's uses with those of lsblk, what the kernel has with what multipathd has."""
        self.follow(when)
        maps = {disk: paths for disk, paths in host.disks().items() if not host.HEAD.fullmatch(disk)}
        self.claim(maps == host.maps(), f"{when}, multipathd against kernel: {different(host.maps(), maps)}")
        uses, truth, deadline = self.product.uses(), host.uses(), time.time() + PATIENCE
        while uses != truth and time.time() < deadline:  # a mount of this moment may not have been looked at
            uses, truth = self.product.uses(), host.uses()
        self.claim(uses == truth, f"{when}, lsblk against product: {sorted(truth)} against {sorted(uses)}")


def different(truth, told):
    if told is None:
        return "the table is stale"
    return {d: (truth.get(d), told.get(d)) for d in truth.keys() | told.keys() if truth.get(d) != told.get(d)}


def table(trials):
    yield "| taken away | promised | usable paths left, as promised | lost, as promised | groups followed: gone / back |"
    yield "| --- | --- | --- | --- | --- |"
    for label, verdict, paths, lost, times in trials.rows:
        label = label.replace("0000:", "")
        left = ", ".join(f"{disk} {count}" for disk, count in sorted(paths.items()))
        took = " / ".join(f"{seconds:.1f} s" for seconds in times)
        yield f"| `{label}` | `{verdict}` | {left} | {', '.join(lost) or 'nothing'} | {took} |"
    yield ""
    yield from (f"Broken: {sentence}" for sentence in trials.broken)


def sets_of(ports):
    return [(port,) for port in ports] + list(itertools.combinations(ports, 2))


def main(uses, out):
    trials = Trials(uses, out)
    trials.compare("at the start")
    for ports in sets_of(host.hbas()) + sets_of(host.controllers()):
        trials.trial(ports)
    trials.trial(host.controllers(), returns=False)  # the kernel gives returning namespaces new names
    with open(out + "/table.md", "w") as file:
        file.writelines(line + "\n" for line in table(trials))
    return 1 if trials.broken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
