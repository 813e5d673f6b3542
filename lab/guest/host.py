# SPDX-License-Identifier: CDDL-1.0
"""What the guest's kernel and tools say: the truth that the product is held against."""
import glob
import json
import os
import re
import subprocess

HEAD = re.compile(r"nvme(\d+)n(\d+)")
PCI = re.compile(r"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def read(file):
    with open(file) as f:
        return f.read().strip()


def port(device):
    """The last PCI function above a device; empty while the device goes."""
    functions = [part for part in os.path.realpath(device).split("/") if PCI.fullmatch(part)]
    return functions[-1] if functions else ""


def hbas():
    names = [h for h in glob.glob("/sys/class/scsi_host/*") if read(h + "/proc_name") == "virtio_scsi"]
    return sorted(port(name) for name in names)


def controllers():
    return sorted(port(name) for name in glob.glob("/sys/class/nvme/*"))


def maps():
    """Map to its paths, each with its port and whether it is usable, as multipathd has it."""
    told = json.loads(run("multipathd", "show", "maps", "json"))["maps"]
    return {m["name"]: sorted(path_of(p) for g in m["path_groups"] for p in g["paths"]) for m in told}


def path_of(path):
    return port("/sys/block/" + path["dev"]), path["dm_st"] == "active" and path["chk_st"] == "ready"


def kernel_maps():
    """The same from the kernel's own table: dmsetup status."""
    found = {}
    for line in run("dmsetup", "status", "--target", "multipath").splitlines():
        if ": " in line:
            name, status = line.split(": ", 1)
            paths = re.findall(r"(\d+:\d+) ([AF]) ", status + " ")
            found[name] = sorted((port("/sys/dev/block/" + number), state == "A") for number, state in paths)
    return found


def heads():
    """Head of an NVMe namespace to its paths."""
    found = {}
    for head in glob.glob("/sys/class/nvme-subsystem/*/nvme*n*"):
        subsystem, number = HEAD.fullmatch(os.path.basename(head)).groups()
        nodes = glob.glob(f"/sys/class/nvme/*/nvme{subsystem}c*n{number}")
        found[os.path.basename(head)] = sorted((port(n), read(os.path.dirname(n) + "/state") == "live") for n in nodes)
    return found


def disks():
    return {**kernel_maps(), **heads()}


def disks_with_paths():
    return {disk: paths for disk, paths in disks().items() if paths}


def remove(ports):
    """Has the kernel take them away, as if they were pulled."""
    for address in ports:
        with open(f"/sys/bus/pci/devices/{address}/remove", "w") as f:
            f.write("1")


def rescan():
    with open("/sys/bus/pci/rescan", "w") as f:
        f.write("1")


def usable():
    """Disk to the number of its usable paths."""
    return {name: sum(ok for _, ok in paths) for name, paths in disks().items()}


def uses():
    """Disk and use, by lsblk: mount points and swap, each with every multipathed disk below it."""
    found = set()

    def walk(node, above):
        uses = above | {use for use in node["mountpoints"] if use}
        if node["type"] == "mpath" or HEAD.fullmatch(node["name"]):
            found.update((node["name"], use) for use in uses)
        for child in node.get("children", []):
            walk(child, uses)

    for top in json.loads(run("lsblk", "--inverse", "--json", "--output", "NAME,TYPE,MOUNTPOINTS"))["blockdevices"]:
        walk(top, set())
    mounts = set(run("findmnt", "--noheadings", "--list", "--output", "TARGET").split())
    swaps = run("swapon", "--show=NAME", "--noheadings").split()
    assert {use for _, use in found} <= mounts | ({"[SWAP]"} if swaps else set()), "lsblk and findmnt differ"
    return found
