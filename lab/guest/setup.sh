#!/bin/bash
# SPDX-License-Identifier: CDDL-1.0
# Puts dm-multipath over the disks and uses them in every way. Names and uses go to uses.tsv: map, kind, what, file to write.
set -euo pipefail
uses=$1

# A map without paths fails at once: one that queues would leave its writers stuck for good.
multipath_up() {
    cat >/etc/multipath.conf <<'CONF'
defaults {
    user_friendly_names no
    find_multipaths greedy
    path_grouping_policy multibus
    no_path_retry fail
    polling_interval 5
}
blacklist {
    devnode "^(vd|nvme)"
}
CONF
    {
        echo 'multipaths {'
        for n in $(seq 11); do printf 'multipath {\n wwid 35000c5%010x\n alias lun%d\n}\n' $((0x1000 + n)) "$n"; done
        echo '}'
    } >>/etc/multipath.conf
    systemctl unmask multipathd.service multipathd.socket 2>/dev/null
    systemctl start multipathd.service
    udevadm trigger --action=add --subsystem-match=block
    until [ "$(usable_paths)" -eq 25 ]; do sleep 1; done
    udevadm settle
}

usable_paths() {
    multipathd show paths format '%m %T %t' | grep -c 'lun[0-9]* *ready *active' || true
}

use() { # use MAP KIND WHAT [FILE]
    printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${4:-}" >>"$uses"
}

mounted() { # mounted DEVICE NAME: makes a file system and mounts it
    mkfs.ext4 -q "$1"
    mkdir -p "/srv/$2"
    mount "$1" "/srv/$2"
}

volume() { # volume DISK GROUP
    pvcreate --quiet --yes "$1" >/dev/null
    vgcreate --quiet "$2" "$1" >/dev/null
    lvcreate --quiet --yes --wipesignatures n --size 40M --name data "$2" >/dev/null
    mounted "/dev/$2/data" "$2"
}

use_maps() {
    cd /dev/mapper
    mounted lun1 ext4
    use lun1 filesys /srv/ext4 /srv/ext4/data
    volume /dev/mapper/lun2 lvm
    use lun2 filesys /srv/lvm /srv/lvm/data
    mdadm --quiet --create /dev/md0 --run --level=1 --raid-devices=2 --bitmap=internal --metadata=1.2 lun3 lun4
    mdadm --quiet --wait /dev/md0 || true # before that neither half replaces the other
    mounted /dev/md0 md
    use lun3,lun4 filesys /srv/md /srv/md/data
    echo secret | cryptsetup luksFormat --batch-mode --type luks1 --iter-time 10 --key-file - lun5
    echo secret | cryptsetup open --key-file - lun5 crypt
    mounted crypt crypt
    use lun5 filesys /srv/crypt /srv/crypt/data
    mkswap lun6 >/dev/null
    swapon lun6
    use lun6 swap swap
    mounted lun8 single
    use lun8 filesys /srv/single /srv/single/data
    mounted lun9 twice
    use lun9 filesys /srv/twice /srv/twice/data
    use lun10 openfiles process /dev/mapper/lun10
    echo 'size=40M' | sfdisk --quiet --no-reread --no-tell-kernel --label gpt lun11
    kpartx -a -p -part lun11
    udevadm settle
    mounted lun11-part1 part
    use lun11 filesys /srv/part /srv/part/data
}

use_namespaces() {
    local head
    head=$(basename "$(readlink -f /sys/class/nvme-subsystem/nvme-subsys*/nvme*n1)")
    mounted "/dev/$head" nvme
    use "$head" filesys /srv/nvme /srv/nvme/data
    volume "/dev/${head%1}2" nvmelvm
    use "${head%1}2" filesys /srv/nvmelvm /srv/nvmelvm/data
}

: >"$uses"
multipath_up
use_maps
use_namespaces
udevadm settle
