# SPDX-License-Identifier: CDDL-1.0
"""Who uses the disks: a writer for each use, what it takes to tell that the use is lost, and how it is mended."""
import os
import subprocess
import threading
import time

WORDS = {"filesys": "mounted at {} on ", "swap": "swap on ", "openfiles": "python3"}


class Writer(threading.Thread):
    """Writes to a file and waits for the disk, again and again; counts what went through and what failed."""

    def __init__(self, file):
        super().__init__(daemon=True)
        self.file, self.written, self.errors = file, 0, []
        self.device = os.open(file, os.O_WRONLY) if file.startswith("/dev/") else None
        if self.device is None:
            open(file, "w").close()
        self.start()

    def run(self):
        while True:
            try:
                self.write()
                self.written += 1
            except OSError as e:
                self.errors.append(f"{time.strftime('%T')} {e.strerror}")
            time.sleep(0.5)

    def write(self):
        fd = self.device or os.open(self.file, os.O_WRONLY)
        try:
            os.pwrite(fd, os.urandom(4096), 0)
            os.fsync(fd)
        finally:
            if fd != self.device:
                os.close(fd)


class Use:
    """One line of uses.tsv: the disks below, the kind, what it is called, the file to write."""

    def __init__(self, line):
        disks, self.kind, self.what, file = line.rstrip("\n").split("\t")
        self.disks = disks.split(",")
        self.writer = Writer(file) if file else None

    def begin(self):
        if self.writer:
            self.writer.written, self.writer.errors = 0, []

    def called_lost(self, preview):
        word = WORDS[self.kind].format(self.what)
        return any(i["verdictLevel"] in (2, 3) and word in i["users"] for i in preview["impact"])

    def is_lost(self, usable):
        """By its writer; swap has none, and is lost with its last path."""
        if self.writer:
            return bool(self.writer.errors)
        return not any(usable.get(disk) for disk in self.disks)

    def goes_on(self, usable):
        return not self.is_lost(usable) and (self.writer is None or self.writer.written > 0)

    def mend(self, usable):
        """Once the paths are back: an array takes its member back, a file system is mounted anew."""
        if self.what == "/srv/md":
            mend_array([disk for disk in self.disks if usable.get(disk)])
        if self.kind == "filesys" and self.writer.errors:
            device = output("findmnt", "--noheadings", "--output", "SOURCE", self.what).strip()
            repeat("umount", self.what)
            subprocess.run(["e2fsck", "-p", device], check=False)
            repeat("mount", device, self.what)


def mend_array(members):
    subprocess.run(["mdadm", "/dev/md0", "--remove", "failed"], check=False)
    for member in members:
        if os.path.basename(os.path.realpath("/dev/mapper/" + member)) not in os.listdir("/sys/block/md0/slaves"):
            subprocess.run(["mdadm", "/dev/md0", "--re-add", "/dev/mapper/" + member], check=False)
    subprocess.run(["mdadm", "--wait", "/dev/md0"], check=False)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def repeat(*command):
    """A writer may be in the way for a moment."""
    for _ in range(50):
        if subprocess.run(command, check=False).returncode == 0:
            return
        time.sleep(0.2)
    raise RuntimeError(" ".join(command) + " fails")
